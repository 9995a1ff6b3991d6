import { PassThrough, Readable, Writable } from 'node:stream'
import { instant } from '@bilezik/domain'
import { buildGt06Frame, encodeGt06Alarm, encodeGt06Login } from '@bilezik/protocols'
import { describe, expect, it } from 'vitest'
import { decodeLine } from './decode-line.ts'
import { linesOf, maxLineLength } from './lines.ts'
import { decodeStream, runDecode } from './run-decode.ts'

const login = Buffer.from(encodeGt06Login('123456789012345', 1)).toString('hex')
const position = {
  fixAt: instant(1_795_367_100_000),
  lat: 51.5,
  lon: 71.25,
  isValid: true,
  satellites: 9,
  speedMetresPerSecond: 0,
  courseDegrees: 0,
}
const status = { batteryStep: 6, gsmSignal: 4, isCharging: false, isGpsTracking: true }

async function run(protocol: 'gt06' | 'osmand', text: string | Iterable<string>): Promise<Record<string, unknown>[]> {
  const output = new PassThrough({ highWaterMark: 1024 })
  const pieces: Buffer[] = []
  output.on('data', (piece: Buffer) => pieces.push(piece))
  await runDecode({ protocol, input: Readable.from(typeof text === 'string' ? [text] : text), output })
  return Buffer.concat(pieces)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('one line', () => {
  const spaced = login.replaceAll(/../g, '$& ').trim()
  it.each([login, login.toUpperCase(), spaced, `0x${login}`, spaced.replaceAll(/\b(?=..)/g, '0x'), `  ${login}\r`])(
    'hex written as %j',
    (line) => {
      expect(decodeLine('gt06', line, 3)).toEqual({
        seq: 3,
        type: 'login',
        identifier: '123456789012345',
        readings: [],
        reply: '787805010001d9dc0d0a',
      })
    },
  )

  it('a recorded line keeps its own number, a reading its time as text', () => {
    const frame = Buffer.from(encodeGt06Alarm('strap-cut', position, status, 9)).toString('hex')
    expect(decodeLine('gt06', JSON.stringify({ session: 's', seq: 41, kind: 'binary', payload: frame }), 1)).toMatchObject({
      seq: 41,
      type: 'alarm',
      readings: [
        { kind: 'fix', fixAt: '2026-11-22T17:05:00.000Z', lat: 51.5, lon: 71.25, isValid: true },
        { kind: 'wear', signal: 'strap-cut', fixAt: '2026-11-22T17:05:00.000Z' },
        { kind: 'power' },
        { kind: 'telemetry' },
      ],
    })
  })

  it('two frames in one line are told together', () => {
    expect(decodeLine('gt06', login + login, 1)).toMatchObject({
      type: 'login login',
      reply: '787805010001d9dc0d0a787805010001d9dc0d0a',
    })
  })

  const table = [
    { given: '', error: 'input' },
    { given: 'hello', error: 'input' },
    { given: '787', error: 'input' },
    { given: '{"a":1}', error: 'input' },
    { given: '{"payload":5}', error: 'input' },
    { given: '{"payload":"zz","kind":"binary"}', error: 'input' },
    { given: '{"payload":"00","kind":"mqtt"}', error: 'input' },
    { given: '{"payload":{"url":"/?id=1"},"kind":"http"}', error: 'input' },
    { given: '0000', error: 'framing' },
    { given: `${login}00`, error: 'framing' },
    { given: login.replace('8cdd', '8cde'), error: 'checksum' },
    { given: Buffer.from(buildGt06Frame(0xee, new Uint8Array(0), 1)).toString('hex'), error: 'unknown-type' },
  ]
  it.each(table)('$given → $error', ({ given, error }) => {
    expect(decodeLine('gt06', given, 7)).toEqual({ seq: 7, error, detail: expect.any(String) })
  })

  it.each(['/?id=1&lat=2&lon=3', 'id=1&lat=2&lon=3', 'http://host/?id=1&lat=2&lon=3', '{"id":1,"lat":2,"lon":3}'])(
    'osmand written as %s',
    (line) => {
      expect(decodeLine('osmand', line, 1)).toEqual({
        seq: 1,
        type: 'position',
        identifier: '1',
        readings: [{ kind: 'fix', lat: 2, lon: 3, isValid: true, source: 'unknown' }],
        reply: { status: 200 },
      })
    },
  )
})

describe('a stream', () => {
  it('gives exactly one object for each line, in order, empty and broken ones too', async () => {
    const decoded = await run('gt06', `${login}\n\nnonsense\r\n${login}\n`)
    expect(decoded.map((one) => [one['seq'], one['error'] ?? one['type']])).toEqual([
      [1, 'login'],
      [2, 'input'],
      [3, 'input'],
      [4, 'login'],
    ])
  })

  it('reads a last line without a line end, and characters cut in two', async () => {
    const text = Buffer.from(`/?id=ж&lat=1&lon=2\n/?id=2`)
    const chunks = [...text].map((byte) => Uint8Array.of(byte))
    const lines: string[] = []
    for await (const line of linesOf(Readable.from(chunks, { objectMode: true })))
      lines.push(line.kind === 'line' ? line.text : line.kind)
    expect(lines).toEqual(['/?id=ж&lat=1&lon=2', '/?id=2'])
  })

  it('a line beyond the limit is one error and is not held', async () => {
    function* endless(): Generator<string> {
      for (let count = 0; count < 40; count++) yield 'f'.repeat(maxLineLength / 10)
      yield `\n${login}\n`
    }
    const decoded = await run('gt06', endless())
    expect(decoded.map((one) => one['error'] ?? one['type'])).toEqual(['too-long', 'login'])
  })

  it('reads no faster than a slow output takes', async () => {
    let offered = 0
    let taken = 0
    let widest = 0
    function* source(): Generator<string> {
      for (; offered < 2_000; offered++) yield `${login}\n`
    }
    const output = new Writable({
      highWaterMark: 256,
      write(chunk: Buffer, _encoding, done) {
        if (chunk.length === 0) return done()
        widest = Math.max(widest, offered - taken)
        taken++
        setImmediate(done)
      },
    })
    await runDecode({ protocol: 'gt06', input: Readable.from(source(), { highWaterMark: 4 }), output })
    expect(taken).toBe(2_000)
    expect(widest).toBeLessThan(200)
  })

  it('a reader that leaves early ends the run without an error', async () => {
    const output = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
      },
    })
    output.on('error', () => {})
    await expect(
      runDecode({ protocol: 'gt06', input: Readable.from([`${login}\n`.repeat(100)]), output }),
    ).resolves.toBeUndefined()
  })

  it('a broken input is not hidden', async () => {
    const input = new Readable({
      read() {
        this.destroy(new Error('disk'))
      },
    })
    await expect(runDecode({ protocol: 'gt06', input, output: new PassThrough() })).rejects.toThrow('disk')
  })

  it('lines given as text are decoded the same', async () => {
    const seen: unknown[] = []
    for await (const one of decodeStream('gt06', Readable.from([login, 'x']))) seen.push('error' in one ? one.error : one.type)
    expect(seen).toEqual(['login', 'input'])
  })
})
