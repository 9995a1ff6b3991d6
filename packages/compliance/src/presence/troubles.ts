import type { Reading } from '@bilezik/domain'
import { isAllButEmpty } from '../rules/battery.ts'
import type { Trouble } from '../state.ts'
import type { Turn } from '../turn.ts'

type Said = { readonly trouble: Trouble; readonly isPresent: boolean } | undefined

function saidIn(reading: Reading): Said {
  switch (reading.kind) {
    case 'interference':
      return { trouble: reading.cause, isPresent: reading.isPresent }
    case 'fault':
      return { trouble: 'device-fault', isPresent: reading.isPresent }
    case 'power':
      return { trouble: 'battery-empty', isPresent: reading.isPoweringOff === true || isAllButEmpty(reading) }
    default:
      return undefined
  }
}

/** What stands wrong after one more reading of a device: the same array when it says nothing new. */
export function withTroubles(troubles: readonly Trouble[], reading: Reading): readonly Trouble[] {
  const said = saidIn(reading)
  if (!said) return troubles
  const { trouble, isPresent } = said
  if (isPresent ? troubles.at(-1) === trouble : !troubles.includes(trouble)) return troubles
  const others = troubles.filter((other) => other !== trouble)
  return isPresent ? [...others, trouble] : others
}

/** A good satellite fix: reception is not hampered, whether or not the device took its word back; many never do. */
export function withReception(troubles: readonly Trouble[]): readonly Trouble[] {
  const isHampered = troubles.some((trouble) => trouble === 'shielded' || trouble === 'jammed')
  return isHampered ? troubles.filter((trouble) => trouble !== 'shielded' && trouble !== 'jammed') : troubles
}

/** Mostly they are the same as before, and so is all that stands beside them. */
export function setTroubles(state: Turn['state'], troubles: readonly Trouble[]): void {
  if (troubles !== state.standing.troubles) state.standing = { ...state.standing, troubles }
}
