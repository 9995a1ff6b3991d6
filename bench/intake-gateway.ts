import { instant } from '@bilezik/domain'
import pino from 'pino'
import { Registry } from 'prom-client'
import { startGateway } from '../packages/server/src/gateway/start-gateway.ts'

// The real gateway in a process of its own, so that what is measured of it is only it. Told over IPC what to open.

export interface GatewayRequest {
  readonly intakeUrl: string
  /** Base64. */
  readonly masterKey: string
}

export interface GatewayPorts {
  readonly gt06: number
  readonly teltonika: number
  readonly osmand: number
}

const anyPort = { host: '127.0.0.1', port: 0 }

async function open({ intakeUrl, masterKey }: GatewayRequest): Promise<GatewayPorts> {
  const gateway = await startGateway({
    intakeUrl,
    gatewayName: 'main',
    masterKey: Buffer.from(masterKey, 'base64'),
    listen: { gt06: anyPort, teltonika: anyPort, osmand: anyPort },
    // One device of the bench speaks for hundreds.
    deviceRate: { burst: 1e9, perSecond: 1e9 },
    log: pino({ level: 'error' }, pino.destination(2)),
    registry: new Registry(),
    clock: () => instant(Date.now()),
    onCommitted: () => undefined,
  })
  process.once('disconnect', () => void gateway.stop().then(() => process.exit(0)))
  return gateway.ports
}

process.once('message', (request: GatewayRequest) => {
  void open(request).then(
    (ports) => process.send?.(ports),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
