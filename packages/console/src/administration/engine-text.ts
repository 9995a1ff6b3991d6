import { type Language } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { type Answer } from '../api/client.ts'
import { clockWithSeconds, date, isSameDay, moment } from '../format/time.ts'

export type EngineFault = Answer<'listEngineFaults'>['faults'][number]
export type EngineDifference = Answer<'listEngineDifferences'>['differences'][number]
type Judgement = NonNullable<EngineDifference['raised']>

/** What happened to the watching of one person, as a sentence: it fails still, or it goes on again. */
export function faultText(
  { beganAt, endedAt, phase, attempts, retryAt }: Pick<EngineFault, 'beganAt' | 'endedAt' | 'phase' | 'attempts' | 'retryAt'>,
  nowMs: number,
  t: TFunction,
  language: Language,
): string {
  const at = (iso: string) => moment(Date.parse(iso), nowMs, language)
  const failed = t(`oversight.phase.${phase}`)
  if (endedAt !== null) return t('oversight.watchedAgain', { from: at(beganAt), until: at(endedAt), phase: failed })
  const isDue = retryAt === null || Date.parse(retryAt) <= nowMs
  return t('oversight.unwatched', {
    since: at(beganAt),
    phase: failed,
    tries: attempts === 0 ? t('oversight.notTried') : t('oversight.tries', { count: attempts }),
    next: isDue ? t('oversight.nextDue') : t('oversight.next', { time: at(retryAt) }),
  })
}

/** In what two versions disagree; which of them is right is for whoever reads it. */
export function differenceText(
  {
    raised,
    derived,
    oldVersion,
    newVersion,
    differsIn,
  }: Pick<EngineDifference, 'raised' | 'derived' | 'oldVersion' | 'newVersion' | 'differsIn'>,
  t: TFunction,
): string {
  if (raised === null) return t('oversight.onlyDerived', { new: newVersion })
  const versions = { old: oldVersion ?? t('app.unknown'), new: newVersion }
  if (derived === null) return t('oversight.notDerived', versions)
  if (differsIn.length === 0) return t('oversight.sameFacts', versions)
  const facts = differsIn.map((fact) => t(`oversight.fact.${fact}`)).join(t('app.listSeparator'))
  return t('oversight.otherwise', { ...versions, facts })
}

/** What one version says, to the second: two versions may be that near. */
export function judgementText(judgement: Judgement | null, nowMs: number, t: TFunction, language: Language): string {
  if (judgement === null) return t('oversight.nothing')
  const beganMs = Date.parse(judgement.beganAt)
  const exact = (atMs: number, besideMs: number) =>
    isSameDay(atMs, besideMs) ? clockWithSeconds(atMs) : `${date(atMs, language)}, ${clockWithSeconds(atMs)}`
  const said = {
    alert: t(`alert.${judgement.kind}`),
    from: exact(beganMs, nowMs),
    noticed: exact(Date.parse(judgement.noticedAt), beganMs),
  }
  if (judgement.endedAt === null) return t('oversight.lasts', said)
  return t('oversight.over', { ...said, until: exact(Date.parse(judgement.endedAt), beganMs) })
}
