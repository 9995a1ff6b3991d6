import { type TFunction } from 'i18next'

/** What servers answer, by what it means for whoever has to do something about it; the first that fits. */
const meanings = [
  ['noServer', /no mail server is set|no receivers of webhooks/],
  ['notAllowed', /receiver is not allowed/],
  ['stoppedBefore', /stopped before it was sent/],
  ['stoppedBetween', /stopped between/],
  ['noMailbox', /\b(550|551|553|5\.1\.[1-6])\b/],
  ['full', /\b(552|452|5\.2\.2|4\.2\.2)\b/],
  ['refused', /\b(5\d\d|4(?:0[0-79]|1\d|22))\b/],
  ['busy', /\b(4\d\d)\b/],
  ['tls', /TLS|certificate|self-signed/i],
  ['away', /ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOST|timeout|timed out|the connection ended|socket/i],
] as const
export type Meaning = (typeof meanings)[number][0]

export function meaningOf(detail: string): Meaning | undefined {
  return meanings.find(([, pattern]) => pattern.test(detail))?.[0]
}

/** In words, with what the other side said behind it: whoever calls its administrator reads that out. */
export function saidText(detail: string, t: TFunction): string {
  const meaning = meaningOf(detail)
  return meaning === undefined ? detail : t('deliveries.saidAs', { meaning: t(`deliveries.meaning.${meaning}`), detail })
}
