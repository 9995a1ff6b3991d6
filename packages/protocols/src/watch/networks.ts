import type { SeenCell, SeenWifi } from '@bilezik/domain'

/** What stands behind the status word: towers, access points, accuracy. */
export interface Surroundings {
  readonly cells: readonly SeenCell[]
  readonly wifi: readonly SeenWifi[]
  readonly accuracyMetres?: number
  /** As many of each as their counts promise, and at most one number behind them. */
  readonly isWhole: boolean
}

/** The paper names seven towers and five access points at most; more of a kind than this begins no list. */
const maxSeen = 50
/** An earth's circumference: beyond it the field is no accuracy. */
const maxAccuracyMetres = 40_000_000
const mac = /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$/i

function integerOf(text: string | undefined): number | undefined {
  return text !== undefined && /^ *-?\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** Which token comes next; what is not there is remembered instead of thrown. */
interface Tokens {
  readonly texts: readonly string[]
  at: number
  isShort: boolean
}

function countAt(tokens: Tokens): number | 'absurd' {
  const text = tokens.texts[tokens.at]
  if (text === undefined) return 0
  tokens.at++
  if (text.trim() === '') return 0
  const count = integerOf(text)
  return count === undefined || count < 0 || count > maxSeen ? 'absurd' : count
}

/** Timing advance, country and network, then area, cell and signal of each tower. */
function readCells(tokens: Tokens, count: number): SeenCell[] {
  if (count === 0) return []
  const [, mcc, mnc] = [0, 1, 2].map((ahead) => integerOf(tokens.texts[tokens.at + ahead]))
  tokens.at += 3
  const cells: SeenCell[] = []
  for (let read = 0; read < count; read++, tokens.at += 3) {
    const [areaCode, cellId, signal] = [0, 1, 2].map((ahead) => integerOf(tokens.texts[tokens.at + ahead]))
    if (tokens.at + 3 > tokens.texts.length) tokens.isShort = true
    if (mcc === undefined || mnc === undefined || areaCode === undefined || cellId === undefined) continue
    if (mcc < 0 || mnc < 0 || areaCode < 0 || cellId < 0) continue
    cells.push({ mcc, mnc, areaCode, cellId, ...(signal === undefined ? {} : { signal }) })
  }
  return cells
}

/** Name, address and signal of each. A name may hold commas, so the address is looked for. */
function readWifi(tokens: Tokens, count: number): SeenWifi[] {
  const wifi: SeenWifi[] = []
  while (wifi.length < count) {
    const macAt = tokens.texts.findIndex((text, at) => at >= tokens.at && mac.test(text.trim()))
    if (macAt < 0) {
      tokens.isShort = true
      return wifi
    }
    const signal = integerOf(tokens.texts[macAt + 1])
    if (macAt + 1 >= tokens.texts.length) tokens.isShort = true
    const address = tokens.texts[macAt]!.trim().toLowerCase().replaceAll('-', ':')
    wifi.push({ mac: address, ...(signal === undefined ? {} : { signal }) })
    tokens.at = macAt + 2
  }
  return wifi
}

/** Undefined where a count is absurd. */
export function surroundingsOf(texts: readonly string[]): Surroundings | undefined {
  const tokens: Tokens = { texts, at: 0, isShort: false }
  const cellCount = countAt(tokens)
  if (cellCount === 'absurd') return undefined
  const cells = readCells(tokens, cellCount)
  const wifiCount = countAt(tokens)
  if (wifiCount === 'absurd') return undefined
  const wifi = readWifi(tokens, wifiCount)
  const rest = texts.slice(tokens.at)
  const isNumber = /^ *\d{1,9}(?:\.\d{1,12})?$/.test(rest[0] ?? '')
  const metres = isNumber ? Number(rest[0]) : 0
  return {
    cells,
    wifi,
    ...(metres > 0 && metres <= maxAccuracyMetres ? { accuracyMetres: metres } : {}),
    isWhole: !tokens.isShort && rest.length <= 1 && (rest.length === 0 || isNumber || rest[0] === ''),
  }
}
