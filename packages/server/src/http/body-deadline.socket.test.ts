import net, { type AddressInfo } from 'node:net'
import { fastify } from 'fastify'
import { expect, it, onTestFinished } from 'vitest'
import { limitBodies } from './body-deadline.ts'

it('a form that trickles is hung up on; one that comes at once is answered', async () => {
  const app = fastify()
  limitBodies(app, 200)
  app.post('/form', () => 'done')
  await app.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => app.close())
  const { port } = app.server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/form`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  })
  expect(await response.text()).toBe('done')
  const socket = net.connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write('POST /form HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{')
  const trickle = setInterval(() => socket.write(' '), 50)
  let answer = ''
  socket.on('data', (piece: Buffer) => (answer += piece.toString()))
  // Not `once`: being cut off in the middle of a word is an error, and what is expected.
  await new Promise((resolve) => socket.once('close', resolve))
  clearInterval(trickle)
  expect(answer).toBe('')
})
