import { type ExplainedFix, type Explanation, type ExplanationPart, explanationParts, statementPart } from '@bilezik/domain'
import { decimal, distance, probability } from '../format/number.ts'
import { clockWithSeconds, dateAndTime } from '../format/time.ts'
import { type Teller, borderText, statementText } from './statement-text.ts'

/** The sentences by part, in the order in which they are read; parts without any are left out. */
export function sentencesByPart(
  statements: Explanation['statements'],
  teller: Teller,
): { readonly part: ExplanationPart; readonly sentences: readonly string[] }[] {
  return explanationParts.flatMap((part) => {
    const sentences = statements.filter(({ code }) => statementPart[code] === part).map((one) => statementText(one, teller))
    return sentences.length === 0 ? [] : [{ part, sentences }]
  })
}

/** «99.4 %» of the side that the alert is about; of the outside where no threshold names one. */
export function sideProbability(fix: ExplainedFix, threshold: Explanation['threshold']): number {
  return threshold?.side === 'inside' ? 1 - fix.probability : fix.probability
}

/** A sign always: a weight without one would be read as a size. */
export function signed(value: number, teller: Pick<Teller, 'language'>): string {
  const text = decimal(Math.abs(value), teller.language, 2)
  return Math.abs(value) < 0.005 ? text : `${value < 0 ? '−' : '+'}${text}`
}

function fixLine(fix: ExplainedFix, threshold: Explanation['threshold'], teller: Teller): string {
  const { t, language } = teller
  const sum = `${signed(fix.beforeLogOdds, teller)} ${signed(fix.weight, teller)} → ${signed(fix.logOdds, teller)}`
  return [
    clockWithSeconds(fix.at),
    borderText(fix.distanceMetres, teller),
    `± ${distance(fix.sigmaMetres, language)}`,
    fix.source && t(`fixSource.${fix.source}`),
    `${t(`presence.${fix.says}`)} (${t(`fixStrength.${fix.strength}`)})`,
    probability(sideProbability(fix, threshold), language),
    sum,
  ]
    .filter(Boolean)
    .join(' · ')
}

export interface ReportSubject {
  readonly subject: string
  readonly order: { readonly basisNumber: string; readonly decidedAt: string } | null
  readonly engineVersion: string | null
  readonly explanation: Explanation
}

/** The whole explanation as plain text, for a report: it names its times in full and needs nothing beside it. */
export function reportText({ subject, order, engineVersion, explanation }: ReportSubject, teller: Teller): string {
  const { t, language } = teller
  const { statements, fixes, threshold } = explanation
  const parts = sentencesByPart(statements, teller).map(({ part, sentences }) =>
    [t(`explainPart.${part}`), ...sentences.map((sentence) => `- ${sentence}`)].join('\n'),
  )
  const head = [
    `${t('explain.reportHead')}. ${subject}`,
    order && t('explain.reportOrder', { number: order.basisNumber, date: dateAndTime(Date.parse(order.decidedAt), language) }),
  ]
  const table =
    fixes.length === 0
      ? []
      : [
          [t('explain.positions'), ...fixes.map((fix) => `- ${fixLine(fix, threshold, teller)}`), t('explain.sumsHint')].join(
            '\n',
          ),
        ]
  const foot = [engineVersion && t('explain.reportEngine', { version: engineVersion }), t('explain.reportClock')]
  return [head.filter(Boolean).join('\n'), ...parts, ...table, foot.filter(Boolean).join('\n')].join('\n\n')
}
