import { instant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { buildGt06Frame, gt06Codec } from './index.ts'

const context = { token: 0x01020304, identifier: '123456789012345', at: instant(1_795_000_000_000) }
const ascii = (text: string) => [...new TextEncoder().encode(text)]
const hex = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('hex')
const answered = (bytes: Uint8Array) => {
  const decoded = gt06Codec.stream.decode(bytes, { receivedAt: context.at })
  return decoded.ok
    ? { answer: decoded.value.answer, readings: decoded.value.records.flatMap((r) => r.readings) }
    : decoded.reason
}

describe('commands', () => {
  it.each([
    { command: { kind: 'locate' } as const, words: 'WHERE#' },
    { command: { kind: 'interval', seconds: 10 } as const, words: 'TIMER,10#' },
    { command: { kind: 'restart' } as const, words: 'RESET#' },
  ])('$words with the token as server flag', ({ command, words }) => {
    const expected = buildGt06Frame(0x80, new Uint8Array([4 + words.length, 1, 2, 3, 4, ...ascii(words)]), 0x0304)
    expect(hex(gt06Codec.commands?.encode(command, context))).toBe(hex(expected))
  })

  it('the family has no word for vibration or sound', () => {
    for (const kind of ['vibrate', 'sound'] as const)
      expect(gt06Codec.commands?.encode({ kind, seconds: 3 }, context)).toBeUndefined()
  })
})

describe('answers', () => {
  const short = (flag: number[], text: string) =>
    buildGt06Frame(0x15, new Uint8Array([4 + text.length, ...flag, ...ascii(text), 0, 2]), 7)
  const long = (flag: number[], text: string) => buildGt06Frame(0x21, new Uint8Array([...flag, 1, ...ascii(text)]), 7)

  it('the server flag comes back as the token', () => {
    expect(answered(short([1, 2, 3, 4], 'TIMER OK!'))).toMatchObject({
      answer: { token: 0x01020304, text: 'TIMER OK!', isDone: true },
    })
    expect(answered(long([1, 2, 3, 4], 'Invalid command'))).toMatchObject({
      answer: { token: 0x01020304, text: 'Invalid command', isDone: false },
    })
  })

  it('what a device reports of its own accord answers nothing', () => {
    expect(answered(short([0, 0, 0, 0], 'ICCID:89860117851234567890'))).toMatchObject({ answer: undefined })
  })

  it.each([
    ['Lat:N22.571285,Lon:E113.877115,Course:42,Speed:0.00,DateTime:16-05-04 10:20:15', 22.571285, 113.877115],
    ['DWXX=Lat:N23d5.1708m,Lon:E114d23.6212m,Course:120,Speed:53.02,DateTime:08-09-12', 23 + 5.1708 / 60, 114 + 23.6212 / 60],
    ['Lat:S1.5,Lon:W2.25', -1.5, -2.25],
  ])('%s is a place of unknown age, which the device repeats', (text, lat, lon) => {
    const [fix] = (answered(long([0, 0, 0, 9], text)) as { readings: { lat: number; lon: number }[] }).readings
    expect(fix).toMatchObject({ kind: 'fix', isValid: false, source: 'unknown' })
    expect(fix).not.toHaveProperty('fixAt')
    expect(fix?.lat).toBeCloseTo(lat, 9)
    expect(fix?.lon).toBeCloseTo(lon, 9)
  })
})
