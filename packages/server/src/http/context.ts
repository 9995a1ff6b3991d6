import type { Instant, Localised } from '@bilezik/domain'
import type { Database } from '@bilezik/database'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Passwords } from '../accounts/password.ts'
import type { Sessions } from '../accounts/sessions.ts'
import type { Renderer } from '../documents/render/renderer.ts'
import type { AddressService } from '../addresses/address-service.ts'
import type { LiveFeed } from '../feed/live-feed.ts'
import type { RecentReads } from '../log/recent-reads.ts'
import type { SendingSettings } from '../deliveries/sending-settings.ts'
import type { NcanodeSettings } from '../signing/ncanode.ts'
import type { FileSettings } from '../files/file-settings.ts'
import type { RateWindow } from './rate-window.ts'

export interface DemoAccount {
  readonly login: string
  readonly password: string
  readonly role: string
  readonly organisation: Localised
}

export interface AppConfig {
  /** Marked on every screen. */
  readonly isDemo: boolean
  readonly version: string
  /** Address of real map tiles; null: the built-in orientation map. */
  readonly mapTilesUrl: string | null
  /** Where readers reach this installation from outside: printed on papers, with the code that checks them. Absent: the code alone. */
  readonly publicUrl?: string
  /** Of a Nominatim-compatible service, which knows streets and houses; null: the own gazetteer alone. */
  readonly addressServiceUrl: string | null
  /** Served over TLS, by us or by a proxy before us: cookies are `Secure`, browsers are told to stay on TLS. */
  readonly isSecure: boolean
  /** Empty but under --demo. */
  readonly demoAccounts: readonly DemoAccount[]
  /** Whose X-Forwarded-For is believed, as Fastify's `trustProxy`; nobody's when absent. */
  readonly trustProxy?: boolean | string
  /** /metrics answers others than this machine too. */
  readonly areMetricsOpen?: boolean
  /** Of one session, and of one address without a session. Default 6,000. */
  readonly requestsPerMinute?: number
  /** What of uploads is set otherwise than by default. */
  readonly files?: Partial<FileSettings>
  /** By which ways papers are sent; absent: they are printed and handed over. */
  readonly sending?: SendingSettings
  /** The service that checks electronic signatures; absent: there are none. */
  readonly ncanode?: NcanodeSettings
}

/** What every endpoint may use; made once a process. */
export interface AppContext {
  readonly db: Database
  readonly config: AppConfig
  readonly masterKey: Buffer
  readonly log: Logger
  readonly registry: Registry
  readonly clock: () => Instant
  readonly sessions: Sessions
  readonly passwords: Passwords
  readonly feed: LiveFeed
  /** Undefined: none is set. */
  readonly addressService: AddressService | undefined
  readonly sessionLimit: RateWindow
  readonly recentReads: RecentReads
  readonly renderer: Renderer
  /** What need not hold up an answer, but must be done before the process ends; failures are logged. */
  readonly inBackground: (what: string, work: Promise<unknown>) => void
}
