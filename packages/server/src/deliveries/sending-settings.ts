import { hour, minute, second } from '@bilezik/domain'

export interface MailSettings {
  /** `smtps://name:password@host` (TLS from the start), `smtp://host:587` (STARTTLS, without which nothing is sent). */
  readonly url: string
  readonly from: string
  /** Only for a server on this machine: mail may leave without TLS. */
  readonly isPlainAllowed?: boolean
  /** Between two bytes of the server. */
  readonly silenceMs?: number
}

export interface WebhookSettings {
  /** Names of hosts that papers may go to; everything else is refused. */
  readonly hosts: readonly string[]
  /** Receivers on this machine, and without TLS: for trying out. */
  readonly isLoopbackAllowed?: boolean
  readonly withinMs?: number
}

export interface SendingSettings {
  readonly mail?: MailSettings
  readonly webhooks?: WebhookSettings
  /** How often it is looked for what is due. */
  readonly everyMs?: number
  /** An attempt that began so long ago and has not ended died with its process. Longer than any attempt may take. */
  readonly leaseMs?: number
  /** Pauses after each attempt that certainly brought nothing there; after the last of them it is given up. */
  readonly pausesMs?: readonly number[]
}

export const sendingDefaults = {
  everyMs: 2 * second,
  leaseMs: 10 * minute,
  silenceMs: minute,
  webhookWithinMs: minute,
  /** About two days. */
  pausesMs: [minute, 5 * minute, 15 * minute, hour, 4 * hour, 12 * hour, 24 * hour],
} as const
