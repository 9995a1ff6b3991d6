import { parseIin } from '@bilezik/domain'
import { call } from '../api/client.ts'
import { type ChosenPerson, type IntakeDraft } from './draft-store.ts'
import { recordsOf } from './package-of.ts'

async function registered(draft: IntakeDraft, organisationId: string): Promise<ChosenPerson> {
  const { familyName, givenName, patronymic, iin, birthOn, language, phone } = draft.person
  const parsed = parseIin(iin)
  const { id } = await call('createPerson', {
    body: {
      familyName,
      givenName,
      patronymic: patronymic.trim() || null,
      iin: parsed.ok ? parsed.value : null,
      birthOn: birthOn || null,
      language,
      phone: phone.trim() || null,
      organisationId,
      otherThan: [...draft.otherThan],
    },
  })
  return { id, name: [familyName, givenName, patronymic].filter(Boolean).join(' '), birthOn: birthOn || null }
}

/** Registers the person where they are new, then opens the file; each of the two may be repeated when its answer was lost. */
export async function storePackage(
  draft: IntakeDraft,
  organisationId: string,
  onPerson: (person: ChosenPerson) => void,
): Promise<string> {
  const person = draft.chosen ?? (await registered(draft, organisationId))
  if (!draft.chosen) onPerson(person)
  const { records } = recordsOf(draft.sections)
  const { id } = await call('openCaseFile', {
    params: { personId: person.id },
    body: { organisationId, draftId: draft.id, decision: null, records: [...records] },
  })
  return id
}
