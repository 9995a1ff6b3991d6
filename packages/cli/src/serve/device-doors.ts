import { type Codec, codecs } from '@bilezik/protocols'
import type { DoorName, ServerOptions } from '@bilezik/server'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { UsageError } from '../sentence-of.ts'

type DoorPort = number | 'off'

interface DeviceDoor {
  readonly door: DoorName
  /** As the line at the end of a start calls it. */
  readonly title: string
  readonly option: Option
}

/**
 * What staff call a protocol, and the port that its makers or other servers gave it. UDP has the same number. A protocol without a line
 * here has its flags all the same, and is opened when its port is given.
 */
const customary: Readonly<Record<string, { readonly title: string; readonly port: number }>> = {
  gt06: { title: 'GT06', port: 5023 },
  osmand: { title: 'OsmAnd', port: 5055 },
  teltonika: { title: 'Teltonika', port: 5027 },
  queclink: { title: 'Queclink', port: 5004 },
  jt808: { title: 'JT/T 808', port: 5015 },
  megastek: { title: 'Megastek', port: 5024 },
  watch: { title: 'Watch', port: 5093 },
  r16h: { title: 'R16H', port: 5160 },
  owntracks: { title: 'OwnTracks', port: 5144 },
  bilezik: { title: 'Bilezik', port: 5700 },
}

const anyPort = 5000
const anyTlsPort = 5001
const mqttPort = 1883
const mqttTlsPort = 8883

function parsePort(text: string): DoorPort {
  const number = Number(text)
  if (text === 'off') return 'off'
  if (text === '' || !Number.isInteger(number) || number < 0 || number > 65_535)
    throw new InvalidArgumentError('a port is a whole number from 0 to 65535, or off')
  return number
}

/** `gt06` → `--gt06-port`, BILEZIK_GT06_PORT; `jt808/udp` → `--jt808-udp-port`, BILEZIK_JT808_UDP_PORT. */
function deviceDoor(door: DoorName, title: string, help: string, port: DoorPort): DeviceDoor {
  const words = door.split('/')
  const option = new Option(`--${words.join('-')}-port <n>`, help)
  option
    .env(`BILEZIK_${words.join('_').toUpperCase()}_PORT`)
    .default(port)
    .argParser(parsePort)
  return { door, title, option }
}

function doorsOf({ name, stream, datagram, http }: Codec): readonly DeviceDoor[] {
  const { title, port }: { title: string; port: DoorPort } = customary[name] ?? { title: name, port: 'off' }
  const plain = (stream && 'TCP') ?? (http && 'HTTP')
  return [
    ...(plain ? [deviceDoor(name, title, `for ${title} devices (${plain})`, port)] : []),
    ...(datagram ? [deviceDoor(`${name}/udp`, `${title} over UDP`, `for ${title} devices (UDP)`, port)] : []),
  ]
}

const doors: readonly DeviceDoor[] = [
  ...Object.values(codecs).flatMap(doorsOf),
  deviceDoor('any', 'any protocol', 'for devices of any protocol over TCP or HTTP', anyPort),
  deviceDoor('any/tls', 'any protocol inside TLS', 'the same inside TLS, once it has a certificate', anyTlsPort),
  deviceDoor('mqtt', 'MQTT', 'for devices that publish over MQTT, where no broker of your own is named', mqttPort),
  deviceDoor('mqtt/tls', 'MQTT inside TLS', 'the same inside TLS, once it has a certificate', mqttTlsPort),
]

/** Every setting about where devices come in; `off` as a port closes a door. */
export const deviceOptions: readonly Option[] = [
  ...doors.map(({ option }) => option),
  new Option('--device-tls-cert <file>', 'certificate that devices are shown (PEM)').env('BILEZIK_DEVICE_TLS_CERT'),
  new Option('--device-tls-key <file>', 'its key (PEM)').env('BILEZIK_DEVICE_TLS_KEY'),
  new Option('--device-proxy-from <list>', 'addresses or networks of proxies that announce devices (PROXY protocol)').env(
    'BILEZIK_DEVICE_PROXY_FROM',
  ),
  // In the environment rather than on the command line, where every account of the machine can read it.
  new Option('--mqtt-url <url>', 'an MQTT broker of your own that devices publish to: mqtts://name:password@host').env(
    'BILEZIK_MQTT_URL',
  ),
]

/** The demo's simulated bracelets come in by these. */
const neededByDemo: readonly DoorName[] = ['gt06', 'osmand']

/** A port that was asked for must be had; a customary one that another program has taken stays closed, unless the demo needs it. */
export function deviceSettings(command: Command): Pick<ServerOptions, 'devices' | 'deviceSettings'> {
  const { deviceHost: host, demo, deviceProxyFrom = '', ...files } = command.opts()
  // An empty variable in the environment is none.
  const [certFile, keyFile] = [files['deviceTlsCert'] || undefined, files['deviceTlsKey'] || undefined]
  if ((certFile === undefined) !== (keyFile === undefined))
    throw new UsageError(
      'Devices are served over TLS with a certificate and its key: give --device-tls-cert and --device-tls-key.',
    )
  const mqttUrl = files['mqttUrl'] || undefined
  const devices: Partial<Record<DoorName, { host: string; port: number }>> = {}
  const listenIfFree: typeof devices = {}
  for (const { door, option } of doors) {
    const port = command.getOptionValue(option.attributeName()) as DoorPort
    const isGiven = command.getOptionValueSource(option.attributeName()) !== 'default'
    const isNeeded = demo && neededByDemo.includes(door)
    if (port === 'off' && isNeeded) throw new UsageError(`The demo's devices need ${option.long}: it cannot be off.`)
    // Closed unless it is asked for: what has no certificate to show, and our own broker beside another.
    const isIdle = (door.endsWith('/tls') && certFile === undefined) || (door.startsWith('mqtt') && mqttUrl !== undefined)
    if (port === 'off' || (isIdle && !isGiven)) continue
    const addresses = isGiven || isNeeded ? devices : listenIfFree
    addresses[door] = { host, port }
  }
  return {
    devices,
    deviceSettings: {
      listenIfFree,
      ...(certFile !== undefined && { tls: { certFile, keyFile } }),
      proxyFrom: entriesOf(deviceProxyFrom),
      ...(mqttUrl !== undefined && { mqttUrl }),
    },
  }
}

function entriesOf(list: string): readonly string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

/** `GT06 on port 5023, OsmAnd on port 5055`: the doors that are open. */
export function openDoors(ports: Readonly<Partial<Record<DoorName, number>>>): string {
  const open = doors.filter(({ door }) => ports[door] !== undefined)
  return open.length === 0 ? 'no port is open' : open.map(({ door, title }) => `${title} on port ${ports[door]}`).join(', ')
}
