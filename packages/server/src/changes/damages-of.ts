import type { BodyOf, api } from '@bilezik/contract'
import type { ClaimState } from '@bilezik/domain'
import type { CaseEvent } from '../intake/case-events.ts'

type Body<Name extends 'recordDamage' | 'findDamage' | 'claimDamage' | 'settleClaim'> = BodyOf<(typeof api)[Name]>

export interface Claim extends Pick<Body<'claimDamage'>, 'lines' | 'claimedOn' | 'documentNumber'> {
  readonly state: ClaimState
  readonly totalTenge: number
  readonly paidTenge: number
  readonly moves: readonly Pick<Body<'settleClaim'>, 'state' | 'on' | 'amountTenge' | 'documentNumber'>[]
}

export interface Damage extends Body<'recordDamage'> {
  /** The entry in the history by which it is known. */
  readonly damage: number
  readonly finding: Body<'findDamage'> | null
  readonly claim: Claim | null
}

/** Multiplied and summed here, so that no paper carries a wrong one. */
export function totalOf(lines: Body<'claimDamage'>['lines']): number {
  return lines.reduce((sum, { quantity, unitTenge }) => sum + quantity * unitTenge, 0)
}

function moved(claim: Claim, move: Body<'settleClaim'>): Claim {
  const { state, on, amountTenge, documentNumber } = move
  const paidTenge = claim.paidTenge + (state === 'paid' ? (amountTenge ?? 0) : 0)
  // A part that was paid leaves the claim open, where it stood.
  const isOpen = state === 'paid' && paidTenge < claim.totalTenge
  return {
    ...claim,
    paidTenge,
    state: isOpen ? claim.state : state,
    moves: [...claim.moves, { state, on, amountTenge, documentNumber }],
  }
}

function after(damage: Damage, { kind, body }: CaseEvent): Damage {
  // The bodies of these events passed the contract when they were written.
  if (kind === 'damage-finding') return { ...damage, finding: body as unknown as Body<'findDamage'> }
  if (kind === 'damage-claim') {
    const { lines, claimedOn, documentNumber } = body as unknown as Body<'claimDamage'>
    const claim = {
      state: 'claimed',
      lines,
      claimedOn,
      documentNumber,
      totalTenge: totalOf(lines),
      paidTenge: 0,
      moves: [],
    } as const
    return { ...damage, claim }
  }
  return damage.claim ? { ...damage, claim: moved(damage.claim, body as unknown as Body<'settleClaim'>) } : damage
}

const followUps: readonly string[] = ['damage-finding', 'damage-claim', 'claim-state']

/** Every damage of an order with what was found and claimed since, as its history tells. */
export function damagesOf(events: readonly CaseEvent[]): Damage[] {
  return events
    .filter(({ kind }) => kind === 'damage')
    .map(({ sequence, body }) => {
      const begun = { ...(body as unknown as Body<'recordDamage'>), damage: sequence, finding: null, claim: null }
      return events
        .filter((event) => followUps.includes(event.kind) && event.body['damage'] === sequence)
        .reduce(after, begun as Damage)
    })
}
