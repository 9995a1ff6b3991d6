import type { Instant } from '@bilezik/domain'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import { type Gateway, startGateway } from '../gateway/start-gateway.ts'
import type { World } from './world.ts'

const anyPort = { host: '127.0.0.1', port: 0 }

export type DeviceGateway = Gateway<'gt06' | 'osmand'>

export interface OsmandGatewayOptions {
  readonly world: World
  readonly log: Logger
  readonly clock: () => Instant
  readonly onCommitted?: () => void
}

/** A real gateway on ports of its own, for tests of what comes after it. */
export function listenToDevices({
  world,
  log,
  clock,
  onCommitted = () => undefined,
}: OsmandGatewayOptions): Promise<DeviceGateway> {
  return startGateway({
    intakeUrl: world.database.urls.intake,
    gatewayName: 'main',
    masterKey: world.masterKey,
    listen: { gt06: anyPort, osmand: anyPort },
    log,
    registry: new Registry(),
    clock,
    onCommitted,
  })
}

/** One OsmAnd message; throws unless the gateway acknowledges it, and so has stored it. */
export async function sendOsmand(gateway: Gateway, message: object): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${gateway.ports.osmand}/`, {
    method: 'POST',
    body: JSON.stringify(message),
  })
  if (answer.status !== 200) throw new Error(`not acknowledged: ${answer.status} ${await answer.text()}`)
}
