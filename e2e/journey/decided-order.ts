import { randomInt } from 'node:crypto'
import { api } from '@bilezik/contract'
import { day, instant, isoInstant, later } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'
import { checkedFile, decidedOn } from './checked-file.ts'

export interface DecidedOrder {
  readonly orderId: string
  /** Printed on the bracelet that is in the stock for it. */
  readonly code: string
}

/** An order under which a bracelet was decided, and one is there: what comes next is the fitting. Concealment is not recorded yet. */
export async function decidedOrder(head: ApiClient, familyName: string): Promise<DecidedOrder> {
  const orderId = await checkedFile(head, familyName)
  const params = { orderId }
  await head.call(api.addCaseRecords, {
    params,
    body: {
      records: [
        { kind: 'medical', examinedOn: decidedOn, institution: '2-аурухана', documentNumber: '401', hasContraindication: false },
        { kind: 'cohabitants-receipt', outcome: 'no-threat', takenOn: decidedOn, takenBy: 'Омаров Т. С.' },
        {
          kind: 'certificate',
          crime: '188-бап',
          defender: { name: 'Садықова А. М.' },
          defenceNeeds: [],
          specialisedHealth: 'none',
          investigatorContacts: '+7 7172 000000',
          residence: 'Астана, Абай даңғылы, 1',
          criminalRecord: 'none',
          workOrStudy: 'none',
        },
      ],
    },
  })
  const from = instant(Date.now())
  await head.call(api.adoptOrder, {
    params,
    body: {
      registrationNumber: '9',
      termFrom: isoInstant(later(from, -day)),
      termUntil: isoInstant(later(from, 30 * day)),
      rules: [{ kind: 'contact', everyMs: 600_000 }],
    },
  })
  await head.call(api.decideEquipment, { params, body: { equipment: ['bracelet'], reasons: 'Тәулік бойы үйде' } })
  // Type allocation codes that begin with 00 are for test equipment.
  const code = `00000${randomInt(1e9, 1e10)}`
  const organisationId = head.session.organisation.id
  await head.call(api.registerDevice, {
    body: { protocol: 'gt06', identifier: code, model: 'Demo GT06 strap A', organisationId, equipmentClass: 'bracelet' },
  })
  return { orderId, code }
}
