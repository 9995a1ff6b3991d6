import { api } from '@bilezik/contract'
import { day, instant, isoInstant, later } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'

/** Yesterday: on the day itself some of its hours would still be to come. */
export const decidedOn = isoInstant(later(instant(Date.now()), -day)).slice(0, 10)
const sent = { sentAt: `${decidedOn}T06:00:00+05:00`, receivedAt: `${decidedOn}T07:00:00+05:00`, isCertified: true }
export const residence = { lat: 51.1282, lon: 71.4304 }

/** House arrest of a man whose residence is recorded; the package is checked. */
export async function checkedFile(head: ApiClient, familyName: string): Promise<string> {
  const organisationId = head.session.organisation.id
  const { id: personId } = await head.call(api.createPerson, {
    body: {
      familyName,
      givenName: 'Бекзат',
      patronymic: 'Нұрланұлы',
      iin: null,
      birthOn: '1990-05-12',
      language: 'kk',
      phone: '+7 701 000 00 12',
      organisationId,
    },
  })
  const decision = {
    measure: 'house-arrest',
    number: '07-2/204',
    decidedOn,
    decidedHour: '05:30',
    body: 'Алматы ауданының тергеу бөлімі',
    official: 'Омаров Т. С.',
    hasTrackingNote: true,
    orderedWith: 'measure',
    isUnderArticle139: true,
    authorisation: { court: 'Астана қаласының тергеу соты', number: '77', on: decidedOn },
    act: null,
  } as const
  const address = 'Астана, Сарыарқа ауданы, Абай даңғылы, 1-үй, 24-пәтер'
  const { id } = await head.call(api.openCaseFile, {
    params: { personId },
    body: {
      organisationId,
      decision,
      records: [
        { kind: 'piece', piece: 'measure-decision', ...sent },
        { kind: 'piece', piece: 'case-certificate', ...sent },
        { kind: 'piece', piece: 'identity-copy', ...sent },
        { kind: 'ground', ground: 'detention-refused', applicants: [] },
        { kind: 'residence', tenure: 'permanent', address, ...residence },
        {
          kind: 'explanation',
          explainedOn: decidedOn,
          official: 'Омаров Т. С.',
          attendants: [],
          isCopyHandedOver: true,
          isAppealExplained: true,
        },
      ],
    },
  })
  await head.call(api.checkCaseFile, { params: { orderId: id }, body: {} })
  return id
}
