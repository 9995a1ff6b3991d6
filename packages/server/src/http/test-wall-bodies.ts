import type { EndpointName } from '@bilezik/contract'
import { type Instant, isoInstant, later, minute } from '@bilezik/domain'
import { aClosing, aDecision, anOrder, aPerson, curfew, packageRecords } from './test-bodies.ts'
import { changesOfB, documentBodies } from './test-rows.ts'
import { equipmentBodies } from '../equipment/test-wall-bodies.ts'
import type { Watched } from './test-watch.ts'

/** What each endpoint that takes a body is sent when it is asked for what is this organisation's. */
export function bodiesFor(b: Watched, now: Instant): Partial<Record<EndpointName, unknown>> {
  const period = { from: isoInstant(later(now, -60 * minute)), until: isoInstant(later(now, minute)) }
  return {
    createPerson: aPerson(b.organisationId),
    findAddress: { text: 'Астана' },
    judgeDraft: { birthOn: null, records: [] },
    checkPerson: { familyName: 'Ахметов', givenName: 'Айдар', patronymic: null, iin: null, birthOn: '2006-12-11' },
    correctPerson: { change: { phone: '+7 701' }, reason: 'x' },
    createOrder: anOrder(b.organisationId, now),
    closeOrder: aClosing(),
    openCaseFile: { organisationId: b.organisationId, decision: aDecision(), records: [] },
    addCaseRecords: { records: [packageRecords.residence] },
    checkCaseFile: {},
    returnCaseFile: {},
    resubmitCaseFile: {},
    claimMissing: {},
    adoptOrder: {
      registrationNumber: '1',
      termFrom: period.from,
      termUntil: isoInstant(later(now, 60 * minute)),
      rules: [curfew],
    },
    previewRules: { rules: [curfew] },
    decideEquipment: { equipment: ['bracelet'], reasons: 'x' },
    recordFitting: { place: 'x' },
    pairDevice: { code: 'device-B', role: 'worn' },
    takeSelfTest: { isStrapCheckedByHand: true },
    activateOrder: {},
    ...changesOfB(b, period.from),
    ...documentBodies,
    addProtectedPerson: { lineageId: b.lineageId, name: 'X', language: 'kk', phone: '+77010000000' },
    issueProtectedDevice: { deviceId: b.deviceId },
    giveWarning: { means: 'x' },
    givePermit: {
      kind: 'permission',
      lineageIds: [b.lineageId],
      from: period.from,
      until: period.until,
      givenAt: period.from,
      schedule: null,
      givenBy: 'x',
      documentNumber: '1',
    },
    revokePermit: { reason: 'x' },
    registerDevice: { protocol: 'gt06', identifier: '356938035643809', model: 'x', organisationId: b.organisationId },
    issueDevice: { deviceId: b.deviceId, role: 'worn' },
    returnDevice: {},
    ...equipmentBodies(b),
    requestCommand: { deviceId: b.deviceId, command: { kind: 'locate' }, reason: 'to see' },
    addNote: { text: 'x' },
    reviewSuppressedSignal: { finding: 'agrees', note: '' },
    concludeTechnicalIncident: { note: 'x' },
    concludeIncident: { conclusion: 'confirmed', note: '' },
  }
}
