import { type Effect, explain } from '@bilezik/compliance'
import { type Alert, type AlertKind, type Condition, type Language, invariant } from '@bilezik/domain'
import { sentencesByPart } from '../../packages/console/src/explain/report-text.ts'
import { tellerOf } from '../../packages/console/src/explain/testing/teller.ts'

/** The first alert of a kind among effects. */
export function alertOf(effects: readonly Effect[], kind: AlertKind): Alert {
  const raised = effects.find((effect) => effect.kind === 'raise-alert' && effect.alert.kind === kind)
  invariant(raised?.kind === 'raise-alert', `${kind} was raised`)
  return raised.alert
}

/** A no-break space is for the screen; in a test or a file it would only be an invisible difference. */
export const plain = (text: string): string => text.replaceAll('\u00A0', ' ')

type Around = Parameters<typeof explain>[2]

/** Every sentence of why an alert was raised, as a lawyer reads them from top to bottom. */
export function toldOf(alert: Alert, condition: Condition, language: Language, around: Around = {}): string[] {
  const { statements } = explain(alert, condition, around)
  return sentencesByPart(statements, tellerOf(language, alert.beganAt)).flatMap((part) => part.sentences.map(plain))
}

export function told(
  effects: readonly Effect[],
  kind: AlertKind,
  condition: Condition,
  language: Language,
  around: Around = {},
): string[] {
  return toldOf(alertOf(effects, kind), condition, language, around)
}
