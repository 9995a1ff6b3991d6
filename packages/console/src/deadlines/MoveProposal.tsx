import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { problemText } from '../app/problem-text.ts'
import { useNow } from '../feed/live.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { useCan } from '../session/use-session.ts'
import { dueText } from './due-text.ts'
import { type Deadline } from './queries.ts'
import classes from './deadlines.module.css'

/** What a corrected calendar proposes; nothing moves until the head takes it. */
export function MoveProposal({ move }: { readonly move: NonNullable<Deadline['move']> }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const mayDecide = useCan('deadline:decide')
  const queryClient = useQueryClient()
  const decide = useMutation({
    mutationFn: (name: 'takeDeadlineMove' | 'refuseDeadlineMove') =>
      call(name, { params: { moveId: move.id }, body: { note: '' } }),
    onError: (error) => notifications.show({ color: 'red', message: problemText(error, t) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['deadlines'] }),
  })
  return (
    <div className={classes['move']}>
      <span>{t('deadlines.move', { date: dueText(move.proposedDueAt, now, language, t), decree: move.decree })}</span>
      {mayDecide && (
        <>
          <Button
            size="compact-xs"
            variant="default"
            loading={decide.isPending}
            onClick={() => decide.mutate('takeDeadlineMove')}
          >
            {t('deadlines.take')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            loading={decide.isPending}
            onClick={() => decide.mutate('refuseDeadlineMove')}
          >
            {t('deadlines.refuse')}
          </Button>
        </>
      )}
    </div>
  )
}
