import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSseParser } from './sse-parser.ts'

const stream =
  'retry: 1000\n: hello\n\nid: 7\nevent: incident\ndata: {"a":\ndata: 1}\n\nevent: pulse\r\ndata: {}\r\n\r\ndata:plain\r\r'
const expected = [
  { name: 'incident', data: '{"a":\n1}' },
  { name: 'pulse', data: '{}' },
  { name: 'message', data: 'plain' },
]

describe('the event stream', () => {
  it('is read with names, ids, comments and all three line ends', () => {
    const parser = createSseParser()
    expect(parser.push(stream)).toEqual(expected)
    expect(parser.lastEventId()).toBe('7')
  })

  it('gives the same events however it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: stream.length }), { maxLength: 12 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), stream.length]
        const parser = createSseParser()
        const events = places.slice(1).flatMap((end, i) => parser.push(stream.slice(places[i], end)))
        expect(events).toEqual(expected)
      }),
    )
  })

  it('is not misled by a CRLF cut in two with nothing between', () => {
    const parser = createSseParser()
    expect(['data: 1\r', '', '\n', 'data: 2\r', '\n\r\n'].flatMap((piece) => parser.push(piece))).toEqual([
      { name: 'message', data: '1\n2' },
    ])
  })

  it('does not count an id before its event is whole, so that a cut event is sent again', () => {
    const parser = createSseParser('3')
    parser.push('id: 4\nevent: incident\ndata: {')
    expect(parser.lastEventId()).toBe('3')
    parser.push('}\n\n')
    expect(parser.lastEventId()).toBe('4')
  })
})
