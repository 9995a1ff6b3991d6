import net from 'node:net'
import { StartError } from './listener.ts'

/** The addresses and networks (`10.0.0.0/8`) whose word on where a connection comes from is believed. */
export function proxySources(entries: readonly string[]): net.BlockList {
  const list = new net.BlockList()
  for (const entry of entries) {
    const [address = '', prefix, ...rest] = entry.split('/')
    const family = net.isIPv6(address) ? 'ipv6' : 'ipv4'
    const longest = family === 'ipv6' ? 128 : 32
    const isPrefix = prefix === undefined || (/^[0-9]{1,3}$/.test(prefix) && Number(prefix) <= longest)
    if (!net.isIP(address) || address.includes('%') || !isPrefix || rest.length > 0)
      throw new StartError(`A proxy is given as an address or a network, such as 10.0.0.7 or 10.0.0.0/8: ${entry} is neither.`)
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return list
}

export function isFromProxy(list: net.BlockList | undefined, socket: net.Socket): boolean {
  const address = socket.remoteAddress
  return list !== undefined && address !== undefined && list.check(address, net.isIPv6(address) ? 'ipv6' : 'ipv4')
}
