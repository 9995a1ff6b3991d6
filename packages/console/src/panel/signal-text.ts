import { type TFunction } from 'i18next'

const signals = [
  'strap-cut',
  'strap-open',
  'strap-closed',
  'case-open',
  'case-closed',
  'removed',
  'worn',
  'sos',
  'shielded',
  'jammed',
] as const

/** What a device signalled, in words; a signal without any as it stands. */
export function signalText(signal: string, t: TFunction): string {
  const known = signals.find((one) => one === signal)
  return known ? t(`signal.${known}`) : signal
}
