import net from 'node:net'

/**
 * What a load balancer writes before the bytes of who came to it: the PROXY protocol of HAProxy, versions 1 (a line of text) and 2
 * (binary), https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt.
 */
export type ProxyHeader =
  /** `source` is absent where the balancer speaks for itself (its own health check) or does not know: the connection's own counts. */
  | { readonly kind: 'header'; readonly byteCount: number; readonly source?: string }
  | { readonly kind: 'more' }
  | { readonly kind: 'bad' }

/** Of the text version, line end included. */
const maxLineBytes = 107
/** Of the binary version: addresses and every extension that a balancer is known to send fit many times over. */
export const maxProxyHeaderBytes = 2_048

const signature = Buffer.from('0d0a0d0a000d0a515549540a', 'hex')
const fixedBytes = signature.length + 4
const lineStart = Buffer.from('PROXY ')

const more: ProxyHeader = { kind: 'more' }
const bad: ProxyHeader = { kind: 'bad' }

/** Whether the bytes are the beginning of `whole`, or begin with it. */
function beginsLike(bytes: Buffer, whole: Buffer): boolean {
  const length = Math.min(bytes.length, whole.length)
  return bytes.subarray(0, length).equals(whole.subarray(0, length))
}

function isPort(text: string): boolean {
  return /^(?:0|[1-9][0-9]{0,4})$/.test(text) && Number(text) <= 65_535
}

/** One way of writing for each address: `2001:0DB8::1` and `2001:db8:0::1` are one source. */
function ipv6(text: string): string {
  return new net.SocketAddress({ family: 'ipv6', address: text }).address
}

function parseLine(line: string, byteCount: number): ProxyHeader {
  const [, family, source = '', destination = '', ...ports] = line.split(' ')
  if (family === 'UNKNOWN') return { kind: 'header', byteCount }
  if (ports.length !== 2 || !ports.every(isPort)) return bad
  if (family === 'TCP4' && net.isIPv4(source) && net.isIPv4(destination)) return { kind: 'header', byteCount, source }
  // A zone (`fe80::1%eth0`) names an interface of another machine.
  if (family !== 'TCP6' || source.includes('%') || !net.isIPv6(source) || !net.isIPv6(destination)) return bad
  return { kind: 'header', byteCount, source: ipv6(source) }
}

function readLine(bytes: Buffer): ProxyHeader {
  const end = bytes.subarray(0, maxLineBytes).indexOf('\r\n')
  if (end < 0) return bytes.length < maxLineBytes ? more : bad
  return parseLine(bytes.toString('latin1', 0, end), end + 2)
}

function ipv6At(bytes: Buffer, offset: number): string {
  return ipv6(Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(offset + 2 * i).toString(16)).join(':'))
}

/** The thirteenth byte is version and command, the fourteenth family and transport; the extensions behind the addresses are passed over. */
function readBinary(bytes: Buffer): ProxyHeader {
  if (bytes.length < fixedBytes) return more
  const [versionAndCommand, family] = bytes.subarray(signature.length) as unknown as readonly [number, number]
  const length = bytes.readUInt16BE(signature.length + 2)
  const byteCount = fixedBytes + length
  if (byteCount > maxProxyHeaderBytes || (versionAndCommand !== 0x20 && versionAndCommand !== 0x21)) return bad
  if (bytes.length < byteCount) return more
  const isLocal = versionAndCommand === 0x20
  // Families: unspecified, TCP over IPv4, TCP over IPv6, a stream of one machine. Others do not come over TCP.
  if (isLocal || family === 0x00 || family === 0x31) return { kind: 'header', byteCount }
  if (family === 0x11 && length >= 12)
    return { kind: 'header', byteCount, source: [...bytes.subarray(fixedBytes, fixedBytes + 4)].join('.') }
  if (family === 0x21 && length >= 36) return { kind: 'header', byteCount, source: ipv6At(bytes, fixedBytes) }
  return bad
}

/** Reads the header at the front of a connection. Never throws; never `more` once `maxProxyHeaderBytes` are there. */
export function readProxyHeader(bytes: Buffer): ProxyHeader {
  if (beginsLike(bytes, signature)) return bytes.length < signature.length ? more : readBinary(bytes)
  if (beginsLike(bytes, lineStart)) return bytes.length < lineStart.length ? more : readLine(bytes)
  return bad
}
