import { type Permit } from '../api/queries.ts'

export type PermitState = 'coming' | 'running' | 'over' | 'revoked'

/** When it ends or ended: at its end, or where it was revoked before. */
function endMs({ until, revokedAt }: Permit): number {
  return Math.min(Date.parse(until), revokedAt === null ? Infinity : Date.parse(revokedAt))
}

/** From when it covers: never before it was given. */
export function coversFromMs({ from, givenAt }: Permit): number {
  return Math.max(Date.parse(from), Date.parse(givenAt))
}

/** One that is to be revoked at a coming instant runs until then. */
export function permitState(permit: Permit, nowMs: number): PermitState {
  if (nowMs >= endMs(permit)) return permit.revokedAt !== null && Date.parse(permit.revokedAt) <= nowMs ? 'revoked' : 'over'
  return nowMs < coversFromMs(permit) ? 'coming' : 'running'
}
