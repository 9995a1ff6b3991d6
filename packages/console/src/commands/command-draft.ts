import { type DeviceCommandKind } from '@bilezik/domain'
import { type CallOptions } from '../api/client.ts'

type Body = CallOptions<'requestCommand'>['body']

/** What the form holds. A field of numbers that was emptied holds ''. */
export interface CommandDraft {
  readonly deviceId: string
  readonly kind: DeviceCommandKind
  readonly everySeconds: number | string
  readonly followMinutes: number | string
  readonly thenSeconds: number | string
  readonly signalSeconds: number | string
  readonly reason: string
}

/** The contract's own bounds. */
export const numberBounds = {
  everySeconds: { min: 1, max: 86_400 },
  followMinutes: { min: 1, max: 240 },
  thenSeconds: { min: 1, max: 86_400 },
  signalSeconds: { min: 1, max: 60 },
} as const
export type NumberField = keyof typeof numberBounds

/** How long a device that is not connected is waited for. */
export const waitMinutes = 10
const shortestReason = 3

/** Which numbers a command is asked with. */
export const numbersOf: Readonly<Record<DeviceCommandKind, readonly NumberField[]>> = {
  locate: [],
  interval: ['everySeconds', 'followMinutes', 'thenSeconds'],
  vibrate: ['signalSeconds'],
  sound: ['signalSeconds'],
  restart: [],
}

/**
 * Position now is what is asked most. After following closely the device must not be so slow that its silence raises an alert:
 * half of what the order owes, or five minutes.
 */
export function blankDraft(deviceId: string, contactEveryMs: number | null): CommandDraft {
  const usualSeconds = 300
  const owedSeconds = contactEveryMs === null ? usualSeconds : Math.floor(contactEveryMs / 2_000)
  return {
    deviceId,
    kind: 'locate',
    everySeconds: 10,
    followMinutes: 30,
    thenSeconds: Math.min(usualSeconds, owedSeconds),
    signalSeconds: 5,
    reason: '',
  }
}

function isWithin(value: number | string, field: NumberField): value is number {
  const { min, max } = numberBounds[field]
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
}

/** Why it cannot be sent, as a key of texts; null when it can. */
export function whyNotSend(draft: CommandDraft): 'whyNumbers' | 'whyNoReason' | null {
  if (!numbersOf[draft.kind].every((field) => isWithin(draft[field], field))) return 'whyNumbers'
  return draft.reason.trim().length < shortestReason ? 'whyNoReason' : null
}

function commandOf({ kind, ...draft }: CommandDraft): Body['command'] {
  if (kind === 'locate' || kind === 'restart') return { kind }
  return { kind, seconds: Number(kind === 'interval' ? draft.everySeconds : draft.signalSeconds) }
}

/** Following closely is asked with its end: nobody has to remember it. */
export function bodyOf(draft: CommandDraft): Body {
  return {
    deviceId: draft.deviceId,
    command: commandOf(draft),
    reason: draft.reason.trim(),
    expiresInSeconds: waitMinutes * 60,
    ...(draft.kind === 'interval' && {
      follow: { minutes: Number(draft.followMinutes), thenSeconds: Number(draft.thenSeconds) },
    }),
  }
}
