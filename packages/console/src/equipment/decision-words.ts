import { useTranslation } from 'react-i18next'

/** `{{…}}` of a reason or concern that a newer server knows and this page does not is shown by its code. */
export function useDecisionWords() {
  const { t } = useTranslation()
  return {
    reason: (code: string) => t(`decision.reason.${code}` as 'decision.reason.worn-witness', { defaultValue: code }),
    concern: (code: string) => t(`decision.concern.${code}` as 'decision.concern.ask-physician', { defaultValue: code }),
  }
}
