import { type Language } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { type Answer } from '../api/client.ts'
import { decimal } from '../format/number.ts'
import { clockWithSeconds } from '../format/time.ts'

export type SuppressedSignal = Answer<'listSuppressedSignals'>['signals'][number]

/** What a suppression rests on, in the order of time: `13:00:02 strap closed; 13:00:05 skin 34.5 °C`. */
export function suppressionText({ reasons }: Pick<SuppressedSignal, 'reasons'>, t: TFunction, language: Language): string {
  return reasons
    .map(({ kind, at, celsius }) => {
      const degrees = celsius === null ? '' : decimal(celsius, language, 1)
      return `${clockWithSeconds(Date.parse(at))} ${t(`suppressed.reason.${kind}`, { degrees })}`
    })
    .join('; ')
}
