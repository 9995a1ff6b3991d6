import type { Instant } from '@bilezik/domain'
import { type GatewayContext, noteSecurityEvent } from './gateway-context.ts'
import type { LiveConnection } from './live-connections.ts'

/** A device that lost its link without our noticing comes again from the same network after a while: no sign of anything. */
const lostLinkMs = 60_000

/** Records that a device seems to be in two places, unless a lost link explains it. */
export function noteSecondConnection(
  context: GatewayContext,
  deviceNo: number,
  former: LiveConnection,
  next: { readonly source: string; readonly at: Instant },
): void {
  if (former.source === next.source && next.at - former.heardAt >= lostLinkMs) return
  const sources = { source: next.source, otherSource: former.source }
  noteSecurityEvent(context, { kind: 'two-connections', deviceNo, ...sources })
}

/**
 * From now on the device is spoken to here, and any other connection of it ends: it lost its link, or is not who it says.
 * A device that signs has proven that it is here and not elsewhere: it has moved, and the connection that it leaves may carry
 * others (a home unit's, a repeater's), and stays.
 */
export function claimDevice(context: GatewayContext, deviceNo: number, connection: LiveConnection): void {
  const former = context.connections.put(deviceNo, connection)
  const doesSign = context.writer.collection.get(deviceNo)?.secret !== undefined
  if (!former || doesSign) return
  noteSecondConnection(context, deviceNo, former, { source: connection.source, at: connection.heardAt })
  former.end()
}
