import type { Rule, Statement, WeighedFix } from '@bilezik/domain'
import type { Subject } from './context.ts'
import { decidingIndex, probabilityOf } from './fixes.ts'

/** One wrong decision in so many, if the model of errors holds. */
function wrongOneIn(threshold: number): number {
  return Math.round(1 + Math.exp(threshold))
}

function believed({ reason, condition: { rule } }: Subject<'presence'>, side: 'inside' | 'outside', last: WeighedFix): Statement {
  const probability = reason.belief
  if (rule.kind === 'distance') return { code: 'believed-near', params: { metres: rule.metres, probability } }
  const zone = 'zone' in rule ? rule.zone.name : ''
  const { distanceMetres } = last
  const { approachMetres: metres } = reason
  if (metres !== undefined) return { code: 'believed-close', params: { zone, metres, probability, distanceMetres } }
  return { code: 'believed', params: { side, zone, probability, distanceMetres: last.distanceMetres } }
}

/** The belief at the deciding fix had the one that spoke most for it never come; nothing else changed. */
function withoutStrongest({ reason }: Subject<'presence'>, sign: 1 | -1, deciding: number): Statement[] {
  const { path, drift, thresholdLogOdds } = reason
  const decided = path[deciding]
  if (!drift || !decided) return []
  const heard = path.slice(0, deciding + 1)
  const strongest = heard.reduce<WeighedFix>((most, fixed) => (sign * fixed.weight > sign * most.weight ? fixed : most), decided)
  const left = decided.logOdds - strongest.weight * Math.exp((strongest.at - decided.at) / drift.lastsMs)
  const params = { at: strongest.at, probability: probabilityOf(sign * left) }
  const isStillEnough = sign * left >= Math.abs(thresholdLogOdds)
  return [isStillEnough ? { code: 'otherwise-same-without', params } : { code: 'otherwise-without-strongest', params }]
}

export function presenceGround(subject: Subject<'presence'>): Statement[] {
  const { reason } = subject
  const { path, thresholdLogOdds, presence } = reason
  if (presence === 'unknown') return []
  const side = presence
  const sign = side === 'outside' ? 1 : -1
  const [first, last] = [path[0], path.at(-1)]
  const threshold = Math.abs(thresholdLogOdds)
  const statements: Statement[] = []
  if (first && last) {
    const forCount = path.filter(({ weight }) => sign * weight > 0).length
    const before = first.beforeLogOdds ?? first.logOdds - first.weight
    statements.push(
      believed(subject, side, last),
      { code: 'fixes', params: { count: path.length, forCount, from: first.at, until: last.at } },
      { code: 'began-at', params: { side, probability: probabilityOf(sign * before) } },
    )
  }
  statements.push({
    code: 'threshold',
    params: { side, probability: probabilityOf(threshold), wrongOneIn: wrongOneIn(threshold) },
  })
  const deciding = path[decidingIndex(path, sign, threshold) ?? -1]
  if (deciding) {
    statements.push({ code: 'reached', params: { at: deciding.at, probability: probabilityOf(sign * deciding.logOdds) } })
  }
  return statements
}

export function presenceUnknown({ reason }: Subject<'presence'>): Statement[] {
  const unstated = reason.path.filter(({ statedMetres }) => statedMetres === null).length
  const statements: Statement[] = [{ code: 'reason-unknown', params: {} }]
  return unstated === 0 ? statements : [{ code: 'precision-unstated', params: { count: unstated } }, ...statements]
}

const further: readonly Statement[] = [{ code: 'otherwise-further', params: {} }]

function otherSide(presence: 'inside' | 'outside', rule: Rule): readonly Statement[] {
  const isLiftable = rule.kind !== 'territory' || rule.leave !== 'forbidden'
  return [
    { code: 'otherwise-fix', params: { side: presence === 'outside' ? 'inside' : 'outside' } },
    ...(isLiftable ? [{ code: 'otherwise-permit', params: {} } as const] : []),
  ]
}

export function presenceOtherwise(subject: Subject<'presence'>): Statement[] {
  const { path, presence, thresholdLogOdds } = subject.reason
  const { rule } = subject.condition
  if (presence === 'unknown') return []
  const sign = presence === 'outside' ? 1 : -1
  const deciding = decidingIndex(path, sign, Math.abs(thresholdLogOdds))
  return [
    ...(deciding === undefined ? [] : withoutStrongest(subject, sign, deciding)),
    ...(rule.kind === 'distance' ? further : otherSide(presence, rule)),
  ]
}
