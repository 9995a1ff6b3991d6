import type { Mark } from '@bilezik/contract'
import { instant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { FeedClient, type Sink } from './feed-client.ts'
import { type MarksEvent, frame, marksFrames } from './frame.ts'
import type { Position } from './position.ts'

class TestSink implements Sink {
  written: string[] = []
  writableLength = 0
  write(text: string): boolean {
    this.written.push(text)
    return true
  }
}

const slow = 2 * 1024 * 1024
const at = (n: number): Position => ({ kind: 'time', at: instant(n) })
const durable = (client: FeedClient, n: number) => client.durable(frame('obligation', { personId: String(n) }, at(n)), at(n))

function mark(personId: string, lat: number): Mark {
  return {
    personId,
    name: personId,
    lat,
    lon: 71,
    accuracyMetres: null,
    fixAt: '',
    contactAt: null,
    standing: 'kept',
    worstSeverity: null,
    openIncidents: 0,
  }
}
const sendMarks = (client: FeedClient, event: MarksEvent) => client.marks(event, marksFrames(event))
const marksIn = (sink: TestSink) =>
  sink.written
    .filter((text) => text.startsWith('event: marks'))
    .map((text) => JSON.parse(text.split('data: ')[1] as string) as MarksEvent)

describe('a client that keeps up', () => {
  it('gets everything as it comes', () => {
    const sink = new TestSink()
    const client = new FeedClient(sink)
    durable(client, 1)
    sendMarks(client, { isFull: true, marks: [mark('a', 1)], gone: [] })
    client.pulse('pulse')
    expect(sink.written).toHaveLength(3)
    expect(sink.written[0]).toBe('id: 0-1\nevent: obligation\ndata: {"personId":"1"}\n\n')
  })
})

describe('a slow client', () => {
  it('gets its durable events later, in order, before anything newer', () => {
    const sink = new TestSink()
    const client = new FeedClient(sink)
    sink.writableLength = slow
    for (const n of [1, 2]) durable(client, n)
    client.pulse('pulse')
    expect(sink.written).toEqual([])
    sink.writableLength = 0
    durable(client, 3)
    client.flush()
    expect(sink.written.map((text) => text.split('\n')[0])).toEqual(['id: 0-1', 'id: 0-2', 'id: 0-3'])
  })

  it('past a thousand waiting events is told to load anew, and stands where the last of them was', () => {
    const sink = new TestSink()
    const client = new FeedClient(sink)
    sink.writableLength = slow
    for (let n = 1; n <= 1_500; n++) durable(client, n)
    sink.writableLength = 0
    client.flush()
    durable(client, 1_501)
    expect(sink.written).toEqual(['id: 0-1500\nevent: reset\ndata: {}\n\n', frame('obligation', { personId: '1501' }, at(1_501))])
  })

  it('gets only the latest mark of each person, and who is gone', () => {
    const sink = new TestSink()
    const client = new FeedClient(sink)
    sink.writableLength = slow
    sendMarks(client, { isFull: false, marks: [mark('a', 1), mark('b', 1), mark('c', 1)], gone: [] })
    sendMarks(client, { isFull: false, marks: [mark('a', 2), mark('d', 1)], gone: ['b'] })
    sendMarks(client, { isFull: false, marks: [], gone: ['d'] })
    sendMarks(client, { isFull: false, marks: [mark('d', 2)], gone: [] })
    sink.writableLength = 0
    client.flush()
    expect(marksIn(sink)).toEqual([{ isFull: false, marks: [mark('a', 2), mark('c', 1), mark('d', 2)], gone: ['b'] }])
  })

  it('forgets waiting marks when a full snapshot comes', () => {
    const sink = new TestSink()
    const client = new FeedClient(sink)
    sink.writableLength = slow
    sendMarks(client, { isFull: false, marks: [mark('a', 1)], gone: ['z'] })
    sendMarks(client, { isFull: true, marks: [mark('b', 1)], gone: [] })
    sendMarks(client, { isFull: false, marks: [mark('c', 1)], gone: [] })
    sink.writableLength = 0
    client.flush()
    expect(marksIn(sink)).toEqual([{ isFull: true, marks: [mark('b', 1), mark('c', 1)], gone: [] }])
  })
})

describe('a large snapshot', () => {
  it('is cut into frames of which only the first forgets what was before', () => {
    const marks = Array.from({ length: 4_001 }, (_, n) => mark(String(n), 1))
    const frames = marksFrames({ isFull: true, marks, gone: [] }).map(
      (text) => JSON.parse(text.split('data: ')[1] as string) as MarksEvent,
    )
    expect(frames.map((part) => [part.isFull, part.marks.length])).toEqual([
      [true, 2_000],
      [false, 2_000],
      [false, 1],
    ])
    expect(frames.flatMap((part) => part.marks)).toEqual(marks)
  })

  it('of nobody is a frame too', () => {
    expect(marksFrames({ isFull: true, marks: [], gone: [] })).toHaveLength(1)
  })
})
