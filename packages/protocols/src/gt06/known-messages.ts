import { decodeAlarm, decodeAlarm4g, decodeCameraAlarm, decodeCellAlarm, decodeCellAlarm4g } from './families/alarm.ts'
import type { Family } from './families/family.ts'
import { decodeIdentityFields, decodeModules, decodeStateFields } from './families/fields.ts'
import { decodeHeartbeat, decodeStatusFields } from './families/heartbeat.ts'
import {
  decodeDiagnostics,
  decodeEvent,
  decodeInformation,
  decodeLongText,
  decodeModuleData,
  decodeShortText,
  decodeSimIdentity,
} from './families/information.ts'
import { decodeLogin, decodeNothing } from './families/login.ts'
import { decodeBlocks, decodeCells, decodeCells4g, decodeWifi, decodeWifi4g, decodeWifiList } from './families/networks.ts'
import {
  decodeIdentifiedPosition,
  decodePosition,
  decodePosition4g,
  decodePositionAfterCounters,
  decodePositionWideCell,
  decodePositionWithCard,
} from './families/position.ts'
import type { Gt06Frame } from './frame.ts'

/** `echo`: type and serial come back; `time`: with our clock; `address`: with an empty place name; `none`: the device does not wait. */
export type ReplyKind = 'none' | 'echo' | 'time' | 'address'

export interface MessageType {
  readonly name: string
  readonly decode: Family
  readonly reply: ReplyKind
}

const position = (decode: Family): MessageType => ({ name: 'position', decode, reply: 'none' })
const heartbeat = (decode: Family): MessageType => ({ name: 'heartbeat', decode, reply: 'echo' })
const alarm = (decode: Family): MessageType => ({ name: 'alarm', decode, reply: 'echo' })
const networks = (name: 'cells' | 'wifi', decode: Family): MessageType => ({ name, decode, reply: 'none' })
const information = (name: string, decode: Family): MessageType => ({ name, decode, reply: 'none' })
const nothing = (name: string, reply: ReplyKind = 'none'): MessageType => ({ name, decode: decodeNothing, reply })

/** Every type number we know. What is not here is refused as unknown and kept raw. */
const types: ReadonlyMap<number, MessageType> = new Map([
  [0x01, { name: 'login', decode: decodeLogin, reply: 'echo' }],
  [0x08, nothing('keep-alive')],
  [0x10, position(decodePosition)],
  [0x11, position(decodePositionWideCell)],
  [0x12, position(decodePosition)],
  [0x13, heartbeat(decodeHeartbeat)],
  [0x15, information('text', decodeShortText)],
  [0x16, alarm(decodeAlarm)],
  [0x17, position(decodePositionWithCard)],
  [0x18, networks('cells', decodeCells)],
  [0x19, alarm(decodeCellAlarm)],
  [0x1a, position(decodePosition)],
  [0x1e, position(decodePosition)],
  [0x1f, nothing('time-request')],
  [0x21, information('text', decodeLongText)],
  [0x22, position(decodePosition)],
  [0x23, heartbeat(decodeHeartbeat)],
  [0x24, networks('cells', decodeCells)],
  [0x26, alarm(decodeAlarm)],
  [0x27, alarm(decodeAlarm)],
  [0x28, networks('cells', decodeCells)],
  // The place in it was told by a position message already; this one only asks for its address.
  [0x2a, nothing('address-request', 'address')],
  [0x2c, networks('wifi', decodeWifi)],
  [0x2d, position(decodePosition)],
  [0x2e, networks('cells', decodeCells)],
  [0x31, position(decodePosition)],
  [0x32, alarm(decodeAlarm)],
  [0x34, position(decodePositionAfterCounters)],
  [0x35, nothing('photo')],
  [0x36, heartbeat(decodeStatusFields)],
  [0x37, position(decodePosition)],
  [0x38, position(decodePosition)],
  [0x61, position(decodeIdentifiedPosition)],
  // Engine figures of a vehicle: nothing of a person.
  [0x66, nothing('engine-figures')],
  [0x70, information('modules', decodeModules)],
  [0x80, nothing('command-answer')],
  [0x81, nothing('command-answer')],
  [0x82, nothing('command-answer')],
  [0x84, nothing('notice')],
  [0x8a, nothing('time-request', 'time')],
  [0x8c, information('diagnostics', decodeDiagnostics)],
  [0x90, information('information', decodeSimIdentity)],
  [0x94, information('information', decodeInformation)],
  [0x95, alarm(decodeCameraAlarm)],
  [0x98, information('information', decodeIdentityFields)],
  [0x9b, information('module-data', decodeModuleData)],
  [0x9c, information('module-data', decodeModuleData)],
  [0xa0, position(decodePosition4g)],
  [0xa1, networks('cells', decodeCells4g)],
  [0xa2, networks('wifi', decodeWifi4g)],
  [0xa3, alarm(decodeAlarm4g)],
  [0xa4, alarm(decodeAlarm4g)],
  [0xa5, alarm(decodeCellAlarm4g)],
  [0xf1, information('state', decodeStateFields)],
  [0xf2, information('event', decodeEvent)],
  [0xf3, networks('wifi', decodeWifiList)],
  // Terminal number and firmware name: who speaks, not what happened.
  [0xfd, { name: 'identification', decode: decodeLogin, reply: 'none' }],
])

/** Behind 79 79 the makers of locks and of the AZ735 gave two numbers another meaning. */
const longTypes: ReadonlyMap<number, MessageType> = new Map([
  [0x32, networks('wifi', decodeBlocks)],
  [0x33, networks('wifi', decodeBlocks)],
])

export function messageTypeOf(frame: Gt06Frame): MessageType | undefined {
  return (frame.isLong ? longTypes.get(frame.type) : undefined) ?? types.get(frame.type)
}
