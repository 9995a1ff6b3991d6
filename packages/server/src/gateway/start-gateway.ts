import type { Instant } from '@bilezik/domain'
import { codecs as registeredCodecs } from '@bilezik/protocols'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { BatchWriter } from './batch-writer.ts'
import { CommandDispatcher, type CommandTimes, defaultCommandTimes } from './command-dispatcher.ts'
import type { GatewayContext } from './gateway-context.ts'
import { gatewayMetrics } from './gateway-metrics.ts'
import { type ListenAddress, type Listener, PortTakenError } from './listener.ts'
import { type DeviceRateLimit, DeviceRates, defaultDeviceRate } from './device-rates.ts'
import { type Codecs, type DoorName, type House, openDoor } from './doors.ts'
import { LiveConnections } from './live-connections.ts'
import { parseBrokerUrl } from './mqtt/broker-url.ts'
import { isMqttCodec } from './mqtt/mqtt-codecs.ts'
import { type OuterBroker, joinOuterBroker } from './mqtt/outer-broker.ts'
import { proxySources } from './proxy-sources.ts'
import { type OrderRow, SeenOrders } from './message-orders.ts'
import { SourceQuota } from './source-quota.ts'
import { type StreamLimits, defaultStreamLimits } from './stream-connection.ts'
import { TlsFiles, type TlsSettings } from './tls-files.ts'
import { Visits } from './visits.ts'

export interface GatewayOptions<Door extends DoorName = never> {
  readonly intakeUrl: string
  readonly gatewayName: string
  readonly masterKey: Buffer
  /** Where each door is; one that is not listed is not opened. */
  readonly listen: Readonly<Record<Door, ListenAddress>>
  /** Doors that stay closed where another program listens already. */
  readonly listenIfFree?: Readonly<Partial<Record<DoorName, ListenAddress>>>
  /** Told, in one sentence each, which of those stayed closed. */
  readonly tell?: (sentence: string) => void
  /** Of the doors inside TLS. */
  readonly tls?: TlsSettings
  /** Addresses and networks of proxies, which announce (PROXY protocol) where a connection comes from. */
  readonly proxyFrom?: readonly string[]
  /** `mqtt://` or `mqtts://`: a broker that others run, through which devices are heard as well. There may be a password in it. */
  readonly mqttUrl?: string
  /** Those of the registry when absent. */
  readonly codecs?: Codecs
  readonly limits?: StreamLimits
  readonly deviceRate?: DeviceRateLimit
  readonly commandTimes?: CommandTimes
  readonly log: Logger
  readonly registry: Registry
  readonly clock: () => Instant
  readonly onCommitted: () => void
}

export interface Gateway<Door extends DoorName = never> {
  /** Of the doors that are open. */
  readonly ports: Readonly<Record<Door, number>> & Readonly<Partial<Record<DoorName, number>>>
  isDatabaseAway(): boolean
  /** Why nothing is stored just now, in a sentence for staff. */
  storageTrouble(): string | undefined
  /** Whether the outside broker cannot be heard; false without one. */
  isMqttBrokerAway(): boolean
  stop(): Promise<void>
}

const beatEveryMs = 1_000
const quarantined = { perSourceAndHour: 200, perHour: 20_000 }
const securityEvents = { perSourceAndHour: 100, perHour: 5_000 }
/** Devices of one mobile operator share an address, and knock again every minute. */
const listedStrangers = { perSourceAndHour: 1_000, perHour: 20_000 }

function gatewayContext(options: GatewayOptions, limits: StreamLimits): GatewayContext {
  const metrics = gatewayMetrics(options.registry)
  return {
    writer: new BatchWriter({ ...options, metrics }),
    quota: new SourceQuota(quarantined),
    strangerQuota: new SourceQuota(listedStrangers),
    securityQuota: new SourceQuota(securityEvents),
    rates: new DeviceRates(options.deviceRate ?? defaultDeviceRate),
    visits: new Visits(limits, metrics.connections),
    connections: new LiveConnections(),
    orders: new SeenOrders(),
    metrics,
    log: options.log,
    clock: options.clock,
  }
}

/** Whoever forges sources uses up the quotas of UDP, not those of connections. */
function datagramContext(context: GatewayContext): GatewayContext {
  return {
    ...context,
    quota: new SourceQuota(quarantined),
    strangerQuota: new SourceQuota(listedStrangers),
    securityQuota: new SourceQuota(securityEvents),
  }
}

type Addresses = Readonly<Partial<Record<DoorName, ListenAddress>>>
const doorsOf = (addresses: Addresses) => Object.entries(addresses) as [DoorName, ListenAddress][]

/** Opens all doors, or throws with none of them open. */
async function openDoors(options: GatewayOptions, listen: Addresses, house: House): Promise<ReadonlyMap<DoorName, Listener>> {
  const open = new Map<DoorName, Listener>()
  try {
    for (const [door, address] of doorsOf(listen)) open.set(door, await openDoor(door, address, house))
    for (const [door, address] of doorsOf(options.listenIfFree ?? {})) {
      if (open.has(door)) continue
      try {
        open.set(door, await openDoor(door, address, house))
      } catch (error) {
        if (!(error instanceof PortTakenError)) throw error
        options.tell?.(`The port ${address.port} for ${error.purpose} stays closed: another program listens on ${error.where}.`)
      }
    }
    return open
  } catch (error) {
    await closeAll(open)
    throw error
  }
}

async function closeAll(listeners: ReadonlyMap<DoorName, Listener>): Promise<void> {
  await Promise.all([...listeners.values()].map((listener) => listener.close()))
}

function outerBrokerOf(url: string | undefined, gatewayName: string): ((house: House) => OuterBroker) | undefined {
  if (url === undefined) return undefined
  const broker = parseBrokerUrl(url)
  const clientId = broker.clientId ?? `bilezik-${gatewayName}`
  return ({ codecs, context }) => joinOuterBroker(Object.values(codecs).filter(isMqttCodec), { broker, clientId }, context)
}

/** Opens the device doors. What is received is stored before it is acknowledged, and survives anything from then on. */
export async function startGateway<Door extends DoorName>(options: GatewayOptions<Door>): Promise<Gateway<Door>> {
  const limits = options.limits ?? defaultStreamLimits
  const codecs = options.codecs ?? registeredCodecs
  const proxies = options.proxyFrom && proxySources(options.proxyFrom)
  const joinBroker = outerBrokerOf(options.mqttUrl, options.gatewayName)
  const tls = options.tls && (await TlsFiles.open(options.tls, options.log))
  const context = gatewayContext(options, limits)
  const { writer } = context
  const house: House = { codecs, limits, tls, proxies, context, datagramContext: datagramContext(context) }
  await writer.start().catch((error: unknown) => {
    tls?.close()
    throw error
  })
  let listeners: ReadonlyMap<DoorName, Listener>
  try {
    context.orders.load(await writer.ask<OrderRow>('SELECT * FROM known_message_orders()', []))
    // Before any port opens: what was missed is recorded before a batch can be stored behind it.
    await writer.noteListening(options.clock())
    listeners = await openDoors(options, options.listen, house)
  } catch (error) {
    tls?.close()
    await writer.stop()
    throw error
  }
  const outerBroker = joinBroker?.(house)
  const dispatcher = new CommandDispatcher(
    context,
    (device) => codecs[device.protocol] ?? registeredCodecs[device.protocol],
    options.commandTimes ?? defaultCommandTimes,
  )
  const beat = () =>
    writer
      .noteListening(options.clock())
      .catch((error: unknown) => options.log.debug({ err: error }, 'gateway: listening not noted'))
  const beating = setInterval(() => void beat(), beatEveryMs)
  return {
    ports: Object.fromEntries([...listeners].map(([door, listener]) => [door, listener.port])) as Gateway<Door>['ports'],
    isDatabaseAway: () => writer.isDatabaseAway,
    storageTrouble: () => writer.trouble,
    isMqttBrokerAway: () => outerBroker?.isAway ?? false,
    stop: async () => {
      clearInterval(beating)
      await dispatcher.stop()
      await outerBroker?.close()
      tls?.close()
      await closeAll(listeners)
      await writer.stop()
    },
  }
}
