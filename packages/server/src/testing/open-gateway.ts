import { instant } from '@bilezik/domain'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import type { DoorName } from '../gateway/doors.ts'
import { type Gateway, type GatewayOptions, startGateway } from '../gateway/start-gateway.ts'
import type { World } from './world.ts'

/** A gateway on a world's database, with the doors and whatever else a test is about. */
export function openGateway<Door extends DoorName>(
  world: World,
  options: Pick<GatewayOptions<Door>, 'listen'> & Partial<GatewayOptions<Door>>,
): Promise<Gateway<Door>> {
  return startGateway<Door>({
    intakeUrl: world.database.urls.intake,
    gatewayName: 'main',
    masterKey: world.masterKey,
    log: pino({ level: 'silent' }),
    registry: new Registry(),
    clock: () => instant(Date.now()),
    onCommitted: () => undefined,
    ...options,
  })
}
