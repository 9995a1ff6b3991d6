import { type TFunction } from 'i18next'

interface DueNotice {
  readonly state: 'due' | 'sent'
  readonly dueAt: string
}

/** Half-open: at the very instant it is due it is late. */
export function noticeStateText(
  { state, dueAt }: DueNotice,
  nowMs: number,
  t: TFunction,
): { readonly words: string; readonly isOverdue: boolean } {
  if (state === 'sent') return { words: t('notices.sent'), isOverdue: false }
  const isOverdue = nowMs >= Date.parse(dueAt)
  return { words: isOverdue ? t('notices.overdue') : t('notices.due'), isOverdue }
}
