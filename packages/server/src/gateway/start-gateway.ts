import type { Instant, ProtocolName } from '@bilezik/domain'
import { codecs } from '@bilezik/protocols'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { BatchWriter } from './batch-writer.ts'
import { CommandDispatcher, type CommandTimes, defaultCommandTimes } from './command-dispatcher.ts'
import type { GatewayContext } from './gateway-context.ts'
import { gatewayMetrics } from './gateway-metrics.ts'
import { type HttpCodec, startHttpServer } from './http-server.ts'
import type { ListenAddress, Listener } from './listener.ts'
import { type DeviceRateLimit, DeviceRates, defaultDeviceRate } from './device-rates.ts'
import { LiveConnections } from './live-connections.ts'
import { SourceQuota } from './source-quota.ts'
import { type StreamCodec, type StreamLimits, defaultStreamLimits } from './stream-connection.ts'
import { startStreamServer } from './stream-server.ts'

export interface GatewayOptions {
  readonly intakeUrl: string
  readonly gatewayName: string
  readonly masterKey: Buffer
  /** Where to listen for the devices of each protocol. */
  readonly listen: Readonly<Record<ProtocolName, ListenAddress>>
  readonly limits?: StreamLimits
  readonly deviceRate?: DeviceRateLimit
  readonly commandTimes?: CommandTimes
  readonly log: Logger
  readonly registry: Registry
  readonly clock: () => Instant
  readonly onCommitted: () => void
}

export interface Gateway {
  readonly ports: Readonly<Record<ProtocolName, number>>
  isDatabaseAway(): boolean
  stop(): Promise<void>
}

const beatEveryMs = 1_000
const quarantined = { perSourceAndHour: 200, perHour: 20_000 }
const securityEvents = { perSourceAndHour: 100, perHour: 5_000 }
/** Devices of one mobile operator share an address, and knock again every minute. */
const listedStrangers = { perSourceAndHour: 1_000, perHour: 20_000 }

function startListener(
  codec: HttpCodec | StreamCodec,
  address: ListenAddress,
  context: GatewayContext,
  limits: StreamLimits,
): Promise<Listener> {
  return 'stream' in codec
    ? startStreamServer(codec as StreamCodec, address, context, limits)
    : startHttpServer(codec, address, context)
}

/** Opens every device port. What is received is stored before it is acknowledged, and survives anything from then on. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const metrics = gatewayMetrics(options.registry)
  const writer = new BatchWriter({ ...options, metrics })
  const context: GatewayContext = {
    writer,
    quota: new SourceQuota(quarantined),
    strangerQuota: new SourceQuota(listedStrangers),
    securityQuota: new SourceQuota(securityEvents),
    rates: new DeviceRates(options.deviceRate ?? defaultDeviceRate),
    connections: new LiveConnections(),
    metrics,
    log: options.log,
    clock: options.clock,
  }
  await writer.start()
  // Before any port opens: what was missed is recorded before a batch can be stored behind it.
  await writer.noteListening(options.clock())
  const listeners = new Map<ProtocolName, Listener>()
  const closeAll = () => Promise.all([...listeners.values()].map((listener) => listener.close()))
  try {
    for (const codec of Object.values(codecs)) {
      listeners.set(
        codec.name,
        await startListener(codec, options.listen[codec.name], context, options.limits ?? defaultStreamLimits),
      )
    }
  } catch (error) {
    await closeAll()
    await writer.stop()
    throw error
  }
  const dispatcher = new CommandDispatcher(context, (device) => codecs[device.protocol], options.commandTimes ?? defaultCommandTimes)
  const beat = () =>
    writer
      .noteListening(options.clock())
      .catch((error: unknown) => options.log.debug({ err: error }, 'gateway: listening not noted'))
  const beating = setInterval(() => void beat(), beatEveryMs)
  return {
    ports: Object.fromEntries([...listeners].map(([name, listener]) => [name, listener.port])) as Record<ProtocolName, number>,
    isDatabaseAway: () => writer.isDatabaseAway,
    stop: async () => {
      clearInterval(beating)
      await dispatcher.stop()
      await closeAll()
      await writer.stop()
    },
  }
}
