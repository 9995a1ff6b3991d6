import { type TFunction } from 'i18next'
import { ApiProblem, NetworkFailure } from '../api/client.ts'

/** What to tell a person about an error. The server's titles come in the reader's language already. */
export function problemText(error: unknown, t: TFunction): string {
  if (error instanceof ApiProblem) {
    const { title, detail, citation, fields } = error.problem
    const fieldTexts = (fields ?? []).map((field) => t('errors.field', field))
    return [title, detail, citation, ...fieldTexts].filter(Boolean).join('. ')
  }
  if (error instanceof NetworkFailure) {
    return error.kind === 'unreachable' ? t('errors.unreachable') : t('errors.unreadable', { status: error.status ?? '?' })
  }
  return error instanceof Error ? error.message : String(error)
}
