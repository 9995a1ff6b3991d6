import type { FleetAttributes } from '@bilezik/compliance'
import { kindCodes } from '@bilezik/database'

/** What a device itself tells of its network and its firmware. */
export type Told = Pick<FleetAttributes, 'network' | 'firmware'>

const longestWord = 64

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.length > 0 && value.length <= longestWord ? value : undefined
}

/** By the towers it sees: `401-01` (ITU-T E.212). */
function networkOfCells(detail: Record<string, unknown>): string | undefined {
  const [cell] = Array.isArray(detail['cells']) ? (detail['cells'] as { mcc?: unknown; mnc?: unknown }[]) : []
  const { mcc, mnc } = cell ?? {}
  if (typeof mcc !== 'number' || typeof mnc !== 'number' || mcc <= 0) return undefined
  return `${mcc}-${String(mnc).padStart(2, '0')}`
}

/** By its SIM: the number's first digits name who issued it (ITU-T E.118: 89, country, issuer). A foreign SIM roams; what it sees of towers says more. */
function networkOfSim(values: Record<string, unknown>): string | undefined {
  const iccid = text(values['iccid'])
  return iccid && /^89\d{16,18}/.test(iccid) ? `iccid ${iccid.slice(0, 7)}` : undefined
}

/** What a stored reading tells of the device; undefined for most, which tell nothing. */
export function toldIn(kind: number, detail: Record<string, unknown> | null): Told | undefined {
  if (detail === null) return undefined
  if (kind === kindCodes.network) {
    const network = networkOfCells(detail)
    return network === undefined ? undefined : { network }
  }
  if (kind !== kindCodes.telemetry) return undefined
  const values = (detail['values'] ?? {}) as Record<string, unknown>
  const [firmware, network] = [text(values['firmware']), networkOfSim(values)]
  if (firmware === undefined && network === undefined) return undefined
  return { ...(firmware === undefined ? {} : { firmware }), ...(network === undefined ? {} : { network }) }
}

/** What is known after it: a network by its towers is not forgotten for one by the SIM. The same object when nothing is new. */
export function withTold<A extends Told>(before: A, told: Told): A {
  const keepsNetwork = told.network?.startsWith('iccid') && before.network !== undefined && !before.network.startsWith('iccid')
  const next = keepsNetwork ? { ...told, network: before.network } : told
  const isKnown = (Object.keys(next) as (keyof Told)[]).every((key) => before[key] === next[key])
  return isKnown ? before : { ...before, ...next }
}
