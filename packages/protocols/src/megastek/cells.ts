import type { NetworkReading, SeenCell, SeenWifi } from '@bilezik/domain'
import { numberOf } from './ascii.ts'

const hexNumber = (text: string | undefined) =>
  text !== undefined && /^[0-9a-fA-F]{1,8}$/.test(text) ? Number.parseInt(text, 16) : undefined

/** Country and network code in decimal, area code and cell in hexadecimal digits; nothing where one is blank. */
export function cellsOf(
  mccText: string | undefined,
  mncText: string | undefined,
  areaText: string | undefined,
  cellText: string | undefined,
): readonly SeenCell[] {
  const [mcc, mnc] = [numberOf(mccText), numberOf(mncText)]
  const [areaCode, cellId] = [hexNumber(areaText), hexNumber(cellText)]
  if (mcc === undefined || mnc === undefined || areaCode === undefined || cellId === undefined) return []
  if (mcc < 0 || mcc > 999 || mnc < 0 || mnc > 999 || (areaCode === 0 && cellId === 0)) return []
  return [{ mcc, mnc, areaCode, cellId }]
}

const maxSeen = 32

/** `02aa00000001:38|…`: the figure is the signal in dBm without its minus sign. */
export function wifiOf(text: string | undefined): readonly SeenWifi[] {
  return (text ?? '')
    .split('|', maxSeen)
    .map((item) => /^([0-9a-fA-F]{12}):(\d{1,3})$/.exec(item))
    .flatMap((match) =>
      match ? [{ mac: match[1]!.toLowerCase().replaceAll(/..(?=.)/g, '$&:'), signal: 0 - Number(match[2]) }] : [],
    )
}

export function networksOf(
  timed: Pick<NetworkReading, 'fixAt'>,
  cells: readonly SeenCell[],
  wifi: readonly SeenWifi[],
): readonly NetworkReading[] {
  return cells.length + wifi.length === 0 ? [] : [{ kind: 'network', ...timed, cells, wifi }]
}

/** Letters `0` and `1` are inputs or outputs, the leftmost is the first. */
export function bitsOf(prefix: 'input' | 'output', text: string | undefined): Record<string, boolean> {
  if (text === undefined || !/^[01]{1,8}$/.test(text)) return {}
  return Object.fromEntries([...text].map((bit, index) => [`${prefix}${index + 1}`, bit === '1']))
}

/** Figure of the GSM module: 0-31, and 99 where it knows none. */
export function gsmSignalOf(text: string | undefined): Record<string, number> {
  const signal = numberOf(text)
  return signal === undefined || signal < 0 || signal > 31 ? {} : { gsmSignal: signal }
}

export function percentOf(text: string | undefined): { readonly levelPercent?: number } {
  const percent = numberOf(text)
  return percent === undefined || percent < 0 || percent > 100 ? {} : { levelPercent: percent }
}
