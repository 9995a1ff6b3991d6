import { type Language, type Rule, type Shape, type Zone, boundsOf, distanceMetres } from '@bilezik/domain'
import { hashKey } from '@tanstack/react-query'
import { type TFunction } from 'i18next'
import { distance } from '../format/number.ts'
import { ruleTitle, termsTexts } from '../person/obligation-text.ts'
import { scheduleTexts } from '../schedules/schedule-text.ts'
import { shapeText } from '../zones/zone-text.ts'

/** An obligation as it is told to whoever it binds: what it is, where, in which hours, and what the service grants. */
export interface RuleWords {
  readonly title: string
  readonly places: readonly string[]
  readonly hours: readonly string[]
  readonly terms: readonly string[]
}

function zonesOf(rule: Rule): readonly Zone[] {
  if (rule.kind === 'distance') return rule.places
  return 'zone' in rule ? [rule.zone] : []
}

export function wordsOf(rule: Rule, t: TFunction, language: Language): RuleWords {
  return {
    title: ruleTitle(rule, t, language),
    places: zonesOf(rule).map(({ name, shape }) => `${name}: ${shapeText(shape, t, language)}`),
    hours: 'schedule' in rule ? scheduleTexts(rule.schedule, t, language) : [],
    terms: termsTexts(rule, t, language),
  }
}

function middleOf(shape: Shape) {
  const { south, west, north, east } = boundsOf(shape)
  return { lat: (south + north) / 2, lon: (west + east) / 2 }
}

/** Whatever the order of its fields: the database keeps another one than the form. */
export const isSame = (a: unknown, b: unknown) => hashKey([a]) === hashKey([b])

/** A border that reads the same and lies elsewhere is no small change: how far its middle has moved. */
function movesOf(before: Rule, after: Rule, t: TFunction, language: Language): string[] {
  const [was, becomes] = [zonesOf(before), zonesOf(after)]
  return becomes.flatMap((zone, index) => {
    const old = was[index]
    if (!old || isSame(old.shape, zone.shape)) return []
    const metres = distanceMetres(middleOf(old.shape), middleOf(zone.shape))
    return metres < 1
      ? t('variation.redrawn', { zone: zone.name })
      : t('variation.moved', { zone: zone.name, metres: distance(metres, language) })
  })
}

/** What a rule becomes, sentence by sentence; empty: it goes on as it is. */
export function changesOf(before: Rule, after: Rule, t: TFunction, language: Language): string[] {
  if (isSame(before, after)) return []
  const [was, becomes] = [wordsOf(before, t, language), wordsOf(after, t, language)]
  const change = (what: 'title' | 'places' | 'hours' | 'terms') => {
    // What stands on both sides is not said again.
    const [old, next] = [[was[what]].flat(), [becomes[what]].flat()]
    const from = old.filter((line) => !next.includes(line)).join('; ')
    const to = next.filter((line) => !old.includes(line)).join('; ')
    const none = t('variation.none')
    return from === to ? [] : t(`variation.change.${what}`, { from: from || none, to: to || none })
  }
  const said = [change('title'), change('places'), change('hours'), change('terms'), movesOf(before, after, t, language)].flat()
  return said.length > 0 ? said : [t('variation.otherwise')]
}
