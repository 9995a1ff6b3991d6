import type { CaseFile as CaseFileAnswer } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import type { CaseFile } from './case-events.ts'
import { factsOf } from './facts-of.ts'

type Applicant = CaseFileAnswer['applicants'][number]

/** Those who applied because of a threat, as the ground of the file names them, each with the protected person that they are. */
export async function applicantsOf(tx: ScopedTransaction, file: CaseFile): Promise<Applicant[]> {
  const { ground } = factsOf(file.events)
  if (ground?.ground !== 'threat' || ground.applicants.length === 0) return []
  const linked = await tx
    .selectFrom('protected_persons')
    .select(['id', 'applicant'])
    .where('order_id', '=', file.id)
    .where('applicant', 'is not', null)
    .execute()
  return ground.applicants.map((name) => ({
    name,
    protectedPersonId: linked.find(({ applicant }) => applicant === name)?.id ?? null,
  }))
}

/** Once the conditions bind, whoever applied is somebody whom they protect, and can be warned. Ours: no provision asks for the link. */
export function applicantWarnings({ state }: CaseFile, applicants: readonly Applicant[]) {
  const isOwed = state === 'active' && applicants.some(({ protectedPersonId }) => protectedPersonId === null)
  return isOwed ? [{ code: 'applicant-not-linked', citation: null, needsLawyer: null }] : []
}
