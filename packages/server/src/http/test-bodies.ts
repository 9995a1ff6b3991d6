import { type Instant, day, iinCheckDigit, isoInstant, later, roundTheClock } from '@bilezik/domain'

export const curfew = {
  kind: 'curfew',
  zone: { name: 'Home', shape: { kind: 'circle', centre: { lat: 51.1, lon: 71.4 }, radiusMetres: 100 } },
  schedule: roundTheClock,
  arrivalGraceMs: 300_000,
  departureGraceMs: 300_000,
} as const
export const deviceCare = { kind: 'device-care', lowBatteryPercent: 20 } as const

let serial = 0

/** Valid, and another one each time: two persons of one number are refused. */
function nextIin(): string {
  const first11 = `0612115${String(++serial).padStart(4, '0')}`
  const digit = iinCheckDigit(first11)
  return digit === undefined ? nextIin() : `${first11}${digit}`
}

export function aPerson(organisationId: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    familyName: 'Ахметов',
    givenName: 'Айдар',
    patronymic: 'Болатұлы',
    iin: nextIin(),
    birthOn: '2006-12-11',
    language: 'kk',
    phone: '+7 701 000 00 00',
    organisationId,
    ...change,
  }
}

/** House arrest with a curfew at home, thirty days from the instant. */
export function anOrder(organisationId: string, from: Instant, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    organisationId,
    regime: 'house-arrest',
    basisNumber: '12-3',
    decidedAt: isoInstant(later(from, -day)),
    termFrom: isoInstant(from),
    termUntil: isoInstant(later(from, 30 * day)),
    rules: [curfew],
    ...change,
  }
}

export function aClosing(change: Record<string, unknown> = {}): Record<string, unknown> {
  return { ground: 'measure-cancelled', documentNumber: '12-9', reason: 'The measure was cancelled', ...change }
}

/** House arrest, with tracking ordered as the measure was chosen and authorised by a court. */
export function aDecision(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    measure: 'house-arrest',
    number: '12-3',
    decidedOn: '2026-11-20',
    decidedHour: '14:30',
    body: 'Investigation department, Almaty district',
    official: 'Omarov T. S.',
    hasTrackingNote: true,
    orderedWith: 'measure',
    isUnderArticle139: false,
    authorisation: { court: 'Investigating court of Astana', number: '77', on: '2026-11-20' },
    act: null,
    ...change,
  }
}

const sentOn = { sentAt: '2026-11-21T09:00:00+05:00', receivedAt: '2026-11-21T15:00:00+05:00', isCertified: true }

/** Everything that a complete package before trial records, by the kind of the record, or the name of the piece. */
export const packageRecords = {
  'measure-decision': { kind: 'piece', piece: 'measure-decision', ...sentOn },
  'qualification-decision': { kind: 'piece', piece: 'qualification-decision', ...sentOn },
  'case-certificate': { kind: 'piece', piece: 'case-certificate', ...sentOn },
  'identity-copy': { kind: 'piece', piece: 'identity-copy', ...sentOn },
  ground: { kind: 'ground', ground: 'detention-refused', applicants: [] },
  explanation: {
    kind: 'explanation',
    explainedOn: '2026-11-20',
    official: 'Omarov T. S.',
    attendants: [],
    isCopyHandedOver: true,
    isAppealExplained: true,
  },
  medical: {
    kind: 'medical',
    examinedOn: '2026-11-20',
    institution: 'City hospital 2',
    documentNumber: '401',
    hasContraindication: false,
  },
  'cohabitants-receipt': { kind: 'cohabitants-receipt', outcome: 'no-threat', takenOn: '2026-11-20', takenBy: 'Omarov T. S.' },
  residence: { kind: 'residence', tenure: 'permanent', address: 'Astana, Abai avenue 1', lat: 51.16, lon: 71.42 },
  certificate: {
    kind: 'certificate',
    crime: 'Article 188',
    defender: { name: 'Sadykova A. M.' },
    defenceNeeds: [],
    specialisedHealth: 'none',
    investigatorContacts: '+7 7172 000000',
    residence: 'Astana, Abai avenue 1',
    criminalRecord: 'none',
    workOrStudy: 'none',
  },
  concealment: {
    kind: 'concealment',
    measures: 'Under the clothes, at the ankle',
    placesVisited: 'Home, hospital',
    waysOfMoving: 'Bus',
    health: 'Good',
    maritalStatus: 'Married',
    lifestyle: 'Settled',
  },
} as const

/** What is recorded once the kit is on. */
export const fittingRecords = {
  'self-test': { kind: 'self-test', hasFix: true, hasContact: true, isStrapClosed: true, batteryPercent: 90 },
  act: { kind: 'act', number: '5/2026', signedOn: '2026-11-21' },
  memo: { kind: 'memo', outcome: 'signed', explainedOn: '2026-11-21', attendants: [] },
} as const

/** The records but for those named. */
export function recordsWithout(...left: (keyof typeof packageRecords)[]): unknown[] {
  return Object.entries(packageRecords).flatMap(([name, record]) => (left.some((one) => one === name) ? [] : [record]))
}
