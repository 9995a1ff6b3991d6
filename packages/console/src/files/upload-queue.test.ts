import { problemSchema } from '@bilezik/contract'
import { describe, expect, it } from 'vitest'
import { ApiProblem, NetworkFailure } from '../api/client.ts'
import { type FileToSend } from './send-file.ts'
import { UploadQueue } from './upload-queue.ts'

const aFile = (name: string, size = 3) => new File(['x'.repeat(size)], name)
const limits = { mostBytesAFile: 10 }
const problem = (code: string) => new ApiProblem(problemSchema.parse({ type: 'x', code, status: 400, title: code }))

function queueThat(answers: (file: FileToSend) => Promise<unknown>) {
  const done: string[] = []
  const queue = new UploadQueue(answers, (orderId) => done.push(orderId))
  return { queue, done, states: () => queue.all().map(({ file, state }) => [file.name, state.kind]) }
}

describe('what was chosen', () => {
  it('leaves the queue once it is on the server, each for its own piece', async () => {
    const sent: unknown[] = []
    const { queue, done } = queueThat(async ({ file, belongsTo }) => sent.push([file.name, belongsTo]))
    queue.add('o', 'identity-copy', [aFile('a'), aFile('b'), aFile('c')], limits)
    queue.add('o', 'medical', [aFile('d')], limits)
    await queue.send('o', 'identity-copy')
    expect(sent).toEqual([
      ['a', 'identity-copy'],
      ['b', 'identity-copy'],
      ['c', 'identity-copy'],
    ])
    expect(queue.all().map(({ file }) => file.name)).toEqual(['d'])
    expect(done).toEqual(['o'])
  })

  it('for a form goes with the file that it becomes, of all pieces; what fails stays there, and an emptied form keeps nothing', async () => {
    const sent: unknown[] = []
    const { queue, states } = queueThat(async ({ file, orderId, belongsTo }) => {
      if (file.name === 'c') throw new NetworkFailure('unreachable', 'gone')
      sent.push([file.name, orderId, belongsTo])
    })
    queue.add('draft 1', 'identity-copy', [aFile('a')], limits)
    queue.add('draft 1', null, [aFile('b'), aFile('c')], limits)
    queue.add('draft 2', null, [aFile('d')], limits)
    queue.move('draft 1', 'o')
    await queue.sendAll('o')
    expect(sent).toEqual([
      ['a', 'o', 'identity-copy'],
      ['b', 'o', null],
    ])
    queue.forget('draft 2')
    expect(states()).toEqual([['c', 'failed']])
    expect(queue.all()[0]?.orderId).toBe('o')
  })

  it('stays when the connection is lost, and goes with the next attempt', async () => {
    let isLost = true
    const { queue, states } = queueThat(async () => {
      if (isLost) throw new NetworkFailure('unreachable', 'gone')
    })
    queue.add('o', null, [aFile('a'), aFile('b')], limits)
    await queue.send('o', null)
    expect(states()).toEqual([
      ['a', 'failed'],
      ['b', 'failed'],
    ])
    isLost = false
    await queue.send('o', null)
    expect(states()).toEqual([])
  })

  it.each([
    { code: 'file-damaged', kind: 'refused' },
    { code: 'file-infected', kind: 'refused' },
    { code: 'too-many-files', kind: 'refused' },
    { code: 'uploads-busy', kind: 'failed' },
    { code: 'scanner-away', kind: 'failed' },
    { code: 'not-signed-in', kind: 'failed' },
  ])('and is answered $code is $kind', async ({ code, kind }) => {
    const { queue, states } = queueThat(() => Promise.reject(problem(code)))
    queue.add('o', null, [aFile('a')], limits)
    await queue.send('o', null)
    expect(states()).toEqual([['a', kind]])
  })

  it('and is too large is never sent; it can be taken away', async () => {
    const { queue, states } = queueThat(() => Promise.reject(new Error('sent')))
    queue.add('o', null, [aFile('a', 11), aFile('b', 10)], limits)
    expect(states()).toEqual([
      ['a', 'too-large'],
      ['b', 'waiting'],
    ])
    for (const { key } of queue.all()) queue.remove(key)
    expect(states()).toEqual([])
  })
})
