import type { Document } from '@bilezik/documents'
import {
  type BasisRefusalCode,
  type CertificateField,
  type Finding,
  type OwedPiece,
  basisRefusals,
  judgeStep,
  owedPieces,
} from '@bilezik/law'
import { type Localised, citationOf } from '@bilezik/domain'
import { instantOf } from '../../http/parse-request.ts'
import type { Composer } from '../composer.ts'
import { known, missingOf, owed } from '../parts.ts'
import type { Sources } from '../sources.ts'

type Return = Extract<Document, { readonly kind: 'return-to-body' }>

const fieldTerms: Readonly<Record<CertificateField, Localised>> = {
  crime: { kk: 'қылмыс', ru: 'преступление', en: 'the crime' },
  defender: { kk: 'қорғаушы', ru: 'защитник', en: 'the defender' },
  'health-registrations': {
    kk: 'денсаулық сақтау ұйымдарындағы есеп',
    ru: 'учёт в организациях здравоохранения',
    en: 'registrations with health institutions',
  },
  'investigator-contacts': {
    kk: 'тергеушінің байланыс деректері',
    ru: 'контактные данные следователя',
    en: 'contacts of the investigator',
  },
  residence: { kk: 'тұратын жері', ru: 'место жительства', en: 'residence' },
  'criminal-record': { kk: 'сотталғандығы', ru: 'судимость', en: 'criminal record' },
  'work-or-study': { kk: 'жұмыс немесе оқу орны', ru: 'место работы или учёбы', en: 'work or study' },
}

const citationOfFinding = ({ source }: Finding) => (source.kind === 'law' ? citationOf(source.provision.citation) : null)

const obstacles: ReadonlySet<string> = new Set<BasisRefusalCode>([
  'measure-excluded',
  'law-not-in-force',
  ...basisRefusals.map(({ code }) => code),
])
const isObstacle = (code: string): code is BasisRefusalCode => obstacles.has(code)

/** What keeps the decision from being adopted, and every piece that is owed: as `returnCaseFile` records them. */
function findingsOf({ known: facts }: Sources): Return['findings'] {
  const against = judgeStep('adopt', 'checked', facts).refusals.flatMap((finding) =>
    isObstacle(finding.code) ? [{ obstacle: finding.code, citation: citationOfFinding(finding) }] : [],
  )
  const pieces = owedPieces(facts.documents, facts.basis).map((owes: OwedPiece) => ({
    piece: owes.piece,
    problem: owes.code,
    owedBy: owes.owedBy,
    detail: owes.fields ? inEach(owes.fields) : null,
    citation: citationOfFinding(owes),
  }))
  return [...against, ...pieces]
}

function inEach(fields: readonly CertificateField[]): Localised {
  const joined = (language: keyof Localised) => fields.map((field) => fieldTerms[field][language]).join(', ')
  return { kk: joined('kk'), ru: joined('ru'), en: joined('en') }
}

function addresseeOf({ facts, known: { documents } }: Sources): string | Localised {
  if (facts.decision) return facts.decision.body
  return documents.stage === 'pre-trial'
    ? {
        kk: 'Қылмыстық процесті жүргізетін органға',
        ru: 'Органу, ведущему уголовный процесс',
        en: 'To the body conducting the criminal process',
      }
    : { kk: 'Сотқа', ru: 'В суд', en: 'To the court' }
}

export const returnToBody: Composer<'return-to-body'> = {
  isHeadOnly: true,
  missing: (sources) =>
    missingOf([findingsOf(sources).length === 0, owed(sources, 'nothing-to-return', '1369 §6', 'subdivision')]),
  compose: (sources) => {
    const { file, facts, known: order } = sources
    const sent = facts.pieces.flatMap(({ sentAt }) => (sentAt === null ? [] : [instantOf(sentAt, 'sentAt')]))
    return {
      kind: 'return-to-body',
      addressee: addresseeOf(sources),
      sentAt: sent.length === 0 ? null : Math.max(...sent),
      receivedAt: known(file.events.findLast(({ kind }) => kind === 'receive' || kind === 'receive-again')).at,
      findings: findingsOf(sources),
      isExecutionBlocked: judgeStep('adopt', 'checked', order).refusals.length > 0,
    }
  },
}
