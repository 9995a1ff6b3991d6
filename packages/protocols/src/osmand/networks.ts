import type { Instant, Reading, SeenCell, SeenWifi } from '@bilezik/domain'
import { present } from './fix.ts'
import { type Fields, numberWithin } from './values.ts'

const maxSeen = 32

function textsOf(raw: unknown): string[] {
  const list = Array.isArray(raw) ? raw : [raw]
  return list.filter((item): item is string => typeof item === 'string').slice(0, maxSeen)
}

/** `mcc,mnc,area,cell[,signal]` */
function cellOf(text: string): SeenCell[] {
  const [mccText, mncText, areaText, cellText, signalText] = text.split(',')
  const mcc = numberWithin(mccText, 0, 999)
  const mnc = numberWithin(mncText, 0, 999)
  const areaCode = numberWithin(areaText, 0, 2 ** 32)
  const cellId = numberWithin(cellText, 0, Number.MAX_SAFE_INTEGER)
  if (mcc === undefined || mnc === undefined || areaCode === undefined || cellId === undefined) return []
  return [{ mcc, mnc, areaCode, cellId, ...present({ signal: numberWithin(signalText, -200, 255) }) }]
}

/** `mac[,signal]`, the address in six groups of two with colons or hyphens. */
function wifiOf(text: string): SeenWifi[] {
  const [address = '', signalText] = text.split(',')
  const mac = address.trim().toLowerCase().replaceAll('-', ':')
  if (!/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac)) return []
  return [{ mac, ...present({ signal: numberWithin(signalText, -200, 255) }) }]
}

/** Towers and access points seen; those written otherwise than documented are left out. */
export function networksOf(fields: Fields, fixAt: Instant | undefined): Reading[] {
  const cells = textsOf(fields['cell']).flatMap(cellOf)
  const wifi = textsOf(fields['wifi']).flatMap(wifiOf)
  return cells.length + wifi.length === 0 ? [] : [{ kind: 'network', cells, wifi, ...present({ fixAt }) }]
}
