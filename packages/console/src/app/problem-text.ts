import { fullCitation, zoneRefusals } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { ApiProblem, NetworkFailure } from '../api/client.ts'
import { equipmentDetail } from '../equipment/refusal-detail.ts'
import { impossibleText } from '../intake/intake-text.ts'

/** The server names the zone and the reason's code; the reader gets the reason in words. */
function zoneFault(detail: string | undefined, message: string | undefined, t: TFunction): string | undefined {
  const reason = zoneRefusals.find((each) => each === message)
  return reason && detail ? detail.replace(reason, () => t(`zoneFault.${reason}`)) : detail
}

/** What to tell a person about an error. The server's titles come in the reader's language already. */
export function problemText(error: unknown, t: TFunction): string {
  if (error instanceof ApiProblem) {
    const { code, title, detail, citation, fields } = error.problem
    if (code === 'bad-zone') return [title, zoneFault(detail, fields?.[0]?.message, t)].filter(Boolean).join('. ')
    const fieldTexts = (fields ?? []).map((field) => t('errors.field', field))
    const provision = citation && fullCitation(citation, t('language.code'))
    const said = code === 'case-record-impossible' && detail ? impossibleText(detail, t) : equipmentDetail(code, detail, t)
    return [title, said, provision, ...fieldTexts].filter(Boolean).join('. ')
  }
  if (error instanceof NetworkFailure) {
    return error.kind === 'unreachable' ? t('errors.unreachable') : t('errors.unreadable', { status: error.status ?? '?' })
  }
  return error instanceof Error ? error.message : String(error)
}
