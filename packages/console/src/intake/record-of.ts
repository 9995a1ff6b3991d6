import { type CaseRecord, recordSchema } from '@bilezik/contract'
import { instant, isoInstant } from '@bilezik/domain'
import { instantOfLocal, localText } from '../permits/permit-draft.ts'
import { type AttendantDraft, type SectionKey, type Value, type Values, isOfConvicted } from './record-sections.ts'

export type RecordDraft = { readonly record: CaseRecord } | { readonly faults: readonly string[] }

const words = (value: Value | undefined) => (typeof value === 'string' ? value.trim() : '')
const orNull = (value: Value | undefined) => words(value) || null
const lines = (value: Value | undefined) =>
  words(value)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

function momentOf(value: Value | undefined): string | null {
  const at = instantOfLocal(words(value))
  return at === undefined ? null : isoInstant(at)
}

function numberOf(value: Value | undefined): number | undefined {
  const typed = words(value).replace(',', '.')
  return typed === '' || !Number.isFinite(Number(typed)) ? undefined : Number(typed)
}

function decisionOf(values: Values): object {
  const isConvicted = isOfConvicted(values)
  const authorisation = {
    court: words(values['court']),
    number: words(values['authorisationNumber']),
    on: words(values['authorisedOn']),
  }
  const hasAuthorisation = values['measure'] === 'house-arrest' && Object.values(authorisation).some(Boolean)
  return {
    kind: 'decision',
    ...values,
    decidedHour: orNull(values['decidedHour']),
    orderedWith: isConvicted ? 'measure' : values['orderedWith'],
    isUnderArticle139: !isConvicted && values['isUnderArticle139'],
    authorisation: hasAuthorisation ? authorisation : null,
    act: isConvicted
      ? {
          kind: values['act'],
          inForceFrom: orNull(values['inForceFrom']),
          isCitizen: values['isCitizen'],
          supervisionGround: orNull(values['supervisionGround']),
        }
      : null,
  }
}

function certificateOf(values: Values): object {
  const { defenderKnown } = values
  const told = ['crime', 'specialisedHealth', 'investigatorContacts', 'residence', 'criminalRecord', 'workOrStudy']
  return {
    kind: 'certificate',
    ...Object.fromEntries(told.map((name) => [name, orNull(values[name])])),
    // Empty where the name is still to be typed: then the contract marks the field.
    defender: defenderKnown === 'silent' ? null : { name: defenderKnown === 'none' ? null : words(values['defender']) },
    defenceNeeds: values['defenceNeeds'],
  }
}

function candidateOf(key: SectionKey, values: Values): object {
  switch (key) {
    case 'decision':
      return decisionOf(values)
    case 'ground':
      return { kind: key, ground: values['ground'], applicants: values['ground'] === 'threat' ? lines(values['applicants']) : [] }
    case 'certificate':
      return certificateOf(values)
    case 'medical':
      return { kind: key, ...values, hasContraindication: { yes: true, no: false }[words(values['hasContraindication'])] }
    case 'residence':
      return { kind: key, ...values, lat: numberOf(values['lat']), lon: numberOf(values['lon']) }
    case 'explanation':
      return {
        kind: key,
        ...values,
        attendants: (values['attendants'] as readonly AttendantDraft[]).filter(({ name }) => name.trim() !== ''),
      }
    case 'cohabitants-receipt':
    case 'concealment':
      return { kind: key, ...values }
    default:
      return {
        kind: 'piece',
        piece: key.slice('piece:'.length),
        sentAt: momentOf(values['sentAt']),
        receivedAt: momentOf(values['receivedAt']),
        isCertified: values['isCertified'],
      }
  }
}

/** The field of the form that a place in the record stands in. */
const fieldAt: Readonly<Record<string, string>> = {
  'authorisation.court': 'court',
  'authorisation.number': 'authorisationNumber',
  'authorisation.on': 'authorisedOn',
  'act.kind': 'act',
  'act.inForceFrom': 'inForceFrom',
  'act.supervisionGround': 'supervisionGround',
  'defender.name': 'defender',
  lat: 'address',
  lon: 'address',
}

/** The record that a section tells, or the fields that keep it from being one. */
export function recordOf(key: SectionKey, values: Values): RecordDraft {
  const parsed = recordSchema.safeParse(candidateOf(key, values))
  if (parsed.success) return { record: parsed.data }
  return { faults: [...new Set(parsed.error.issues.map(({ path }) => fieldAt[path.join('.')] ?? String(path[0] ?? '')))] }
}

const localOf = (iso: string | null) => (iso === null ? '' : localText(instant(Date.parse(iso))))

/** A record as the form holds it, to be corrected. */
export function valuesOf(record: CaseRecord): Values {
  switch (record.kind) {
    case 'decision': {
      const { authorisation, act, kind: _, decidedHour, ...rest } = record
      return {
        ...rest,
        decidedHour: decidedHour ?? '',
        court: authorisation?.court ?? '',
        authorisationNumber: authorisation?.number ?? '',
        authorisedOn: authorisation?.on ?? '',
        act: act?.kind ?? 'court-act',
        inForceFrom: act?.inForceFrom ?? '',
        isCitizen: act?.isCitizen ?? true,
        supervisionGround: act?.supervisionGround ?? '',
      }
    }
    case 'piece':
      return { sentAt: localOf(record.sentAt), receivedAt: localOf(record.receivedAt), isCertified: record.isCertified }
    case 'ground':
      return { ground: record.ground, applicants: record.applicants.join('\n') }
    case 'certificate': {
      const { kind: _, defender, defenceNeeds, ...told } = record
      const defenderKnown = defender === null ? 'silent' : defender.name === null ? 'none' : 'named'
      return {
        ...Object.fromEntries(Object.entries(told).map(([name, value]) => [name, value ?? ''])),
        defenderKnown,
        defender: defender?.name ?? '',
        defenceNeeds,
      }
    }
    case 'medical':
      return { ...withoutKind(record), hasContraindication: record.hasContraindication ? 'yes' : 'no' }
    case 'residence':
      return { ...withoutKind(record), lat: String(record.lat), lon: String(record.lon) }
    default:
      return withoutKind(record)
  }
}

function withoutKind({ kind: _, ...values }: CaseRecord): Values {
  return values as Values
}
