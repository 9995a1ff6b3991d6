import type { Instant, ProtocolName } from '@bilezik/domain'
import type { Logger } from 'pino'
import type { BatchWriter } from './batch-writer.ts'
import type { GatewayMetrics } from './gateway-metrics.ts'
import type { IntakeItem, SecurityEventKind } from './intake-message.ts'
import type { DeviceRates } from './device-rates.ts'
import type { LiveConnections } from './live-connections.ts'
import type { SeenOrders } from './message-orders.ts'
import type { SourceQuota } from './source-quota.ts'
import type { Visits } from './visits.ts'

/** What every listener of the gateway shares. */
export interface GatewayContext {
  readonly writer: BatchWriter
  readonly quota: SourceQuota
  readonly strangerQuota: SourceQuota
  readonly securityQuota: SourceQuota
  readonly rates: DeviceRates
  /** Who is at the doors, device or not. */
  readonly visits: Visits
  readonly connections: LiveConnections
  readonly orders: SeenOrders
  readonly metrics: GatewayMetrics
  readonly log: Logger
  readonly clock: () => Instant
}

/** Keeps what could not be believed, within the quota of its source. Settles at once when only counted. */
export function quarantine(context: GatewayContext, item: Extract<IntakeItem, { kind: 'unreadable' }>): void {
  context.metrics.unreadable.inc({ protocol: item.protocol, reason: item.failure.code })
  if (context.quota.take(item.source, item.receivedAt) && !context.writer.isFull) return context.writer.enqueue(item)
  context.metrics.notKept.inc()
  item.settle('rejected')
}

/** Lists who is not registered, within the quota of their source: who invents numbers does not push the real ones off the list. */
export function noteStranger(
  context: GatewayContext,
  stranger: { protocol: ProtocolName; source: string; identifier: string },
): void {
  const receivedAt = context.clock()
  context.metrics.strangers.inc({ protocol: stranger.protocol })
  if (!context.strangerQuota.take(stranger.source, receivedAt) || context.writer.isFull) return
  context.writer.enqueue({ ...stranger, kind: 'stranger', receivedAt, raw: new Uint8Array(0), settle: () => undefined })
}

/** Records that somebody may pretend to be a device, within the quota of their source. */
export function noteSecurityEvent(
  context: GatewayContext,
  event: { kind: SecurityEventKind; deviceNo: number; source: string; otherSource?: string },
): void {
  const receivedAt = context.clock()
  context.metrics.securityEvents.inc({ kind: event.kind })
  if (!context.securityQuota.take(event.source, receivedAt) || context.writer.isFull) return
  const { kind, ...rest } = event
  context.writer.enqueue({ ...rest, kind: 'security', event: kind, receivedAt, raw: new Uint8Array(0), settle: () => undefined })
}
