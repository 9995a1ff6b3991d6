import { BlockList, isIP } from 'node:net'
import type { WebhookSettings } from './sending-settings.ts'

/** This machine, and what only this link reaches: the addresses of a cloud's own services among them. */
const own = new BlockList()
own.addSubnet('127.0.0.0', 8, 'ipv4')
own.addSubnet('0.0.0.0', 8, 'ipv4')
own.addSubnet('169.254.0.0', 16, 'ipv4')
own.addAddress('::1', 'ipv6')
own.addAddress('::', 'ipv6')
own.addSubnet('fe80::', 10, 'ipv6')

export function isOwnAddress(address: string): boolean {
  return own.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** Only where the installation says that papers may go, and under TLS. What its name leads to is looked at once more as it connects. */
export function isReceiverAllowed(url: string, settings: WebhookSettings | undefined): boolean {
  if (!settings || !URL.canParse(url)) return false
  const { protocol, hostname, username, password } = new URL(url)
  if (username !== '' || password !== '' || !settings.hosts.includes(hostname)) return false
  const isLoopback =
    hostname === 'localhost' || (isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0 && isOwnAddress(hostname.replaceAll(/[[\]]/g, '')))
  if (isLoopback) return settings.isLoopbackAllowed === true
  return protocol === 'https:'
}
