import type { BodyOf, api } from '@bilezik/contract'
import { invariant } from '@bilezik/domain'
import type { CaseFile } from '../../intake/case-events.ts'

type Adopted = BodyOf<typeof api.adoptOrder>

/** What was adopted last, as varied since: its term and the obligations of the decision, as they passed the contract then. */
export function adoptedTermOf(file: CaseFile): Pick<Adopted, 'termFrom' | 'termUntil' | 'rules' | 'isConcealed'> {
  const adopted = file.events.findLast(({ kind }) => kind === 'adopt')
  invariant(adopted, 'an order that goes on from its adoption was adopted')
  const varied = file.events.findLast(({ kind, sequence }) => kind === 'vary' && sequence > adopted.sequence)
  return { ...adopted.body, ...varied?.body } as unknown as Adopted
}
