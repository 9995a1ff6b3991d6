import type { NetworkReading, SeenCell, SeenWifi } from '@bilezik/domain'

const maxSeen = 32

/** `401-1-2f4a-c81d:-87`: country and network in decimal, area and cell in hexadecimal digits, signal in dBm. */
const cellPattern = /(?<![\w-])(\d{3})-(\d{1,3})-([0-9a-fA-F]{1,8})-([0-9a-fA-F]{1,8})(?::(-?\d{1,3}))?(?![\w-])/g
/** An address of six groups and a signal: the paper promises access points, how they are written is read off its towers. */
const wifiPattern = /(?<![\w:-])([0-9a-fA-F]{2}(?:[:-]?[0-9a-fA-F]{2}){5})[:,](-\d{1,3})(?![\w])/g

function cellOf([, mcc, mnc, area, cell, signal]: readonly (string | undefined)[]): SeenCell {
  return {
    mcc: Number(mcc),
    mnc: Number(mnc),
    areaCode: Number.parseInt(area ?? '', 16),
    cellId: Number.parseInt(cell ?? '', 16),
    ...(signal === undefined ? {} : { signal: Number(signal) }),
  }
}

function wifiOf([, address = '', signal]: readonly (string | undefined)[]): SeenWifi {
  const mac = address
    .toLowerCase()
    .replaceAll(/[:-]/g, '')
    .replaceAll(/..(?=.)/g, '$&:')
  return { mac, signal: Number(signal) }
}

/** What the device saw, wherever in the fields before its status it stands. */
export function networksOf(text: string, timed: Pick<NetworkReading, 'fixAt'>): readonly NetworkReading[] {
  const cells = [...text.matchAll(cellPattern)].slice(0, maxSeen).map(cellOf)
  const wifi = [...text.matchAll(wifiPattern)].slice(0, maxSeen).map(wifiOf)
  return cells.length + wifi.length === 0 ? [] : [{ kind: 'network', ...timed, cells, wifi }]
}
