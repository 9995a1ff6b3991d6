import { StartError } from '../listener.ts'

/** Where the outside broker is and as whom we come, taken apart so that no URL with a password in it is passed on. */
export interface BrokerAddress {
  readonly protocol: 'mqtt' | 'mqtts'
  readonly host: string
  readonly port: number
  /** Host and port: for people, and as the source of what came through the broker. */
  readonly name: string
  readonly username?: string
  readonly password?: string
  readonly clientId?: string
  /** Gateways of one group share what comes in: each publication goes to one of them. */
  readonly group?: string
}

const defaultPorts = { mqtt: 1883, mqtts: 8883 } as const
const example = 'mqtts://name:password@broker.example:8883'

/** Repeats nothing of the URL: there may be a password in it. */
function refuse(what: string): never {
  throw new StartError(`The URL of the MQTT broker ${what}. An example: ${example}`)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return refuse('has a % that is not followed by two hexadecimal digits')
  }
}

function taken(parameters: URLSearchParams, name: string): string | undefined {
  const value = parameters.get(name)
  if (value === null) return undefined
  parameters.delete(name)
  // A client id or group goes into packets and topic filters as it is.
  if (!/^[\w.:-]{1,64}$/.test(value)) refuse(`names a ${name} that is not 1 to 64 letters, digits or . : - _`)
  return value
}

/** `mqtt://` or `mqtts://`, with `?client=` to come under a name of one's own and `?group=` to share with other gateways. */
export function parseBrokerUrl(text: string): BrokerAddress {
  if (!URL.canParse(text)) refuse('cannot be read')
  const url = new URL(text)
  const protocol = url.protocol.slice(0, -1)
  if (protocol !== 'mqtt' && protocol !== 'mqtts') refuse('must begin with mqtt:// or mqtts://')
  if (url.hostname === '') refuse('names no host')
  if (url.pathname !== '' && url.pathname !== '/') refuse('must have no path')
  const clientId = taken(url.searchParams, 'client')
  const group = taken(url.searchParams, 'group')
  if (url.searchParams.size > 0) refuse('may carry ?client= and ?group= and no other setting')
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const port = url.port === '' ? defaultPorts[protocol] : Number(url.port)
  return {
    protocol,
    host,
    port,
    name: `${url.hostname}:${port}`,
    ...(url.username !== '' && { username: decoded(url.username) }),
    ...(url.password !== '' && { password: decoded(url.password) }),
    ...(clientId !== undefined && { clientId }),
    ...(group !== undefined && { group }),
  }
}
