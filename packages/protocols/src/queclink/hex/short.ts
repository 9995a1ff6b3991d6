import type { Instant } from '@bilezik/domain'
import type { Message } from '../../codec.ts'
import { Cursor, hexOf } from '../../cursor.ts'
import { Findings } from '../findings.ts'
import { countText, sackOf, sackOfHeartbeat } from '../replies.ts'
import { readInstant } from './block.ts'
import type { HexFrame } from './frame.ts'
import { payloadOf } from './report.ts'
import { imeiOf, uniqueIdBytes } from './unique-id.ts'
import { commandWords } from './words.ts'

const isSet = (mask: number, bit: number) => ((mask >>> bit) & 1) === 1

function identified(uniqueId: Uint8Array, isName: boolean): { readonly identifier?: string } {
  const identifier = isName ? undefined : imeiOf(uniqueId)
  return identifier === undefined ? {} : { identifier }
}

/** The last two bytes of every content are the count number. */
function countOf(content: Uint8Array): string {
  return countText((content.at(-2) ?? 0) * 256 + (content.at(-1) ?? 0))
}

/** Mask bits of the heartbeat: length, device type, protocol, firmware, name instead of IMEI, time, count, identifier. */
export function decodeHeartbeat({ content }: HexFrame): Message | undefined {
  const mask = content[0] ?? 0
  for (const deviceTypeBytes of [1, 3]) {
    const cursor = new Cursor(content)
    cursor.skip(isSet(mask, 0) ? 2 : 1)
    const deviceType = cursor.take(isSet(mask, 1) ? deviceTypeBytes : 0)
    const version = cursor.take(isSet(mask, 2) ? 2 : 0)
    cursor.skip(isSet(mask, 3) ? 2 : 0)
    const uniqueId = cursor.take(isSet(mask, 7) ? uniqueIdBytes : 0)
    cursor.skip(isSet(mask, 5) ? 7 : 0)
    const count = isSet(mask, 6) ? cursor.u16() : undefined
    if (cursor.problem !== undefined || cursor.remaining > 0) continue
    const spoken = deviceType.length > 0 && version.length > 0 ? (hexOf(deviceType) + hexOf(version)).toUpperCase() : ''
    const reply = count === undefined ? {} : { reply: sackOfHeartbeat(spoken, countText(count)) }
    return { type: 'heartbeat', ...identified(uniqueId, isSet(mask, 4)), records: [], ...reply }
  }
  return undefined
}

/** Type, mask, length, device type, protocol, firmware, identifier, sub-command, serial number, time, count. */
export function decodeCommandAnswer({ content }: HexFrame): Message | undefined {
  const deviceTypeBytes = content.length - 27
  if (deviceTypeBytes !== 1 && deviceTypeBytes !== 3) return undefined
  const cursor = new Cursor(content)
  const type = cursor.u8()
  const mask = cursor.u8()
  cursor.skip(1 + deviceTypeBytes + 4)
  const uniqueId = cursor.take(uniqueIdBytes)
  const [sub, serial] = [cursor.u8(), cursor.u16()]
  const word = type in commandWords ? `GT${commandWords[type]}` : `command ${type}`
  return {
    type: `ACK ${word}`,
    ...identified(uniqueId, isSet(mask, 4)),
    records: [],
    reply: sackOf(countOf(content)),
    answer: { text: `${word} ${sub} ${countText(serial)}`, isDone: true },
  }
}

const informationWords: Readonly<Record<number, string>> = {
  1: 'INF',
  2: 'GPS',
  4: 'CID',
  5: 'CSQ',
  6: 'VER',
  7: 'BAT',
  8: 'IOS',
  9: 'TMZ',
  10: 'GIR',
}

/** Where the identifier begins: behind type, mask, on some models a second mask, and the length, where it is stated. */
function identifierAt(content: Uint8Array): number {
  const whole = content.length + 8
  const stated = (at: number) => (content[at] ?? 0) * 256 + (content[at + 1] ?? 0) === whole
  return stated(3) ? 5 : stated(5) ? 7 : 3
}

/** Of the information report only who speaks and with which firmware is read: behind that, models and their papers part. */
export function decodeInformation({ kind, content }: HexFrame): Message | undefined {
  const mask = (content[1] ?? 0) * 256 + (content[2] ?? 0)
  const cursor = new Cursor(content)
  cursor.skip(identifierAt(content))
  const uniqueId = cursor.take(uniqueIdBytes)
  cursor.skip(isSet(mask, 2) ? 1 : 0)
  cursor.skip(isSet(mask, 3) ? 2 : 0)
  const firmware = isSet(mask, 4) ? countText(cursor.u16()) : undefined
  if (cursor.problem !== undefined) return undefined
  const hasCount = isSet(mask, 6)
  const end = content.length - (hasCount ? 2 : 0)
  const sent = isSet(mask, 5) ? readInstant(new Cursor(content.subarray(end - 7, end))) : undefined
  const sentAt: Instant | undefined = sent?.isPlausible ? sent.at : undefined
  const findings = new Findings()
  if (firmware !== undefined) findings.values['firmware'] = firmware
  const readings = findings.readings(sentAt)
  return {
    type: `GT${informationWords[content[0] ?? 0] ?? 'INF'}`,
    ...identified(uniqueId, isSet(mask, 1)),
    records: readings.length === 0 ? [] : [{ payload: payloadOf(kind, content.subarray(0, end)), readings }],
    ...(hasCount ? { reply: sackOf(countOf(content)) } : {}),
  }
}

/** Identifier behind mask, length and seven bytes of versions; as the few recorded ones have it, for no paper describes it. */
export function decodeLogin({ content }: HexFrame): Message {
  const identity = identified(content.subarray(11, 11 + uniqueIdBytes), false)
  return { type: 'login', ...identity, records: [], reply: sackOf(countOf(content)) }
}

/** A vehicle's figures, serial data, crash traces: taken, so that the device goes on, and not read. */
export function decodeUnread({ kind, content }: HexFrame): Message {
  return { type: kind.slice(1), records: [], reply: sackOf(countOf(content)) }
}
