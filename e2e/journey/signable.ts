import { api } from '@bilezik/contract'
import type { ApiClient } from '@bilezik/simulator'

export interface SignablePaper {
  readonly orderId: string
  readonly documentId: string
  readonly number: string
}

/** A package that lacks its papers; the letter of its return is issued, and waits for its head, an official and a witness to sign. */
export async function signablePaper(head: ApiClient, birthOn = '1985-03-09'): Promise<SignablePaper> {
  const organisationId = head.session.organisation.id
  const { id: personId } = await head.call(api.createPerson, {
    body: {
      familyName: 'Қоңырбаев',
      givenName: 'Ғабит',
      patronymic: 'Өмірзақұлы',
      iin: null,
      birthOn,
      language: 'kk',
      phone: null,
      organisationId,
    },
  })
  const decision = {
    measure: 'house-arrest',
    number: '07-2/311',
    decidedOn: '2026-11-19',
    decidedHour: '14:30',
    body: 'Алматы ауданының тергеу бөлімі',
    official: 'Омаров Т. С.',
    hasTrackingNote: true,
    orderedWith: 'measure',
    isUnderArticle139: false,
    authorisation: null,
    act: null,
  } as const
  const { id: orderId } = await head.call(api.openCaseFile, {
    params: { personId },
    body: { organisationId, decision, records: [] },
  })
  const signatures = [
    { role: 'employee', name: 'Сейтқали Еркебұлан' },
    { role: 'witness', name: 'Ким Виктория' },
  ] as const
  const { id: documentId, number } = await head.call(api.issueDocument, {
    params: { orderId },
    body: { document: { kind: 'return-to-body', signatures: [...signatures] } },
  })
  return { orderId, documentId, number }
}
