import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { type Warning, warningsQuery } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import { problemText } from '../app/problem-text.ts'
import { useNow } from '../feed/live.ts'
import { moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import classes from './warnings.module.css'

/** Whom to tell that this person came too near, and whether they were told. Nothing is shown where nobody is protected. */
export function Warnings({ personId }: { readonly personId: string }) {
  const { t } = useTranslation()
  const query = useQuery(warningsQuery(personId))
  if (query.isError && !query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  const warnings = query.data?.warnings ?? []
  if (warnings.length === 0) return null
  return (
    <section aria-labelledby="warnings-title" className={classes['warnings']}>
      <h2 id="warnings-title">{t('warnings.title')}</h2>
      <ul>
        {warnings.map((warning) => (
          <WarningLine key={warning.id} warning={warning} personId={personId} />
        ))}
      </ul>
    </section>
  )
}

function WarningLine({ warning, personId }: { readonly warning: Warning; readonly personId: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const queryClient = useQueryClient()
  const give = useMutation({
    mutationFn: () => call('giveWarning', { params: { warningId: warning.id }, body: { means: t('warnings.byPhone') } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['warnings', personId] }),
  })
  const at = (iso: string) => moment(Date.parse(iso), now, language)
  const { given, recipients } = warning
  return (
    <li data-due={given === null}>
      <span>{t('warnings.due', { time: at(warning.dueAt) })}</span>
      {recipients.map((recipient) => (
        <span key={`${recipient.name} ${recipient.phone}`} className={classes['recipient']}>
          <b>{recipient.name}</b> <a href={`tel:${recipient.phone.replaceAll(/[^+\d]/g, '')}`}>{recipient.phone}</a>{' '}
          {t(`language.${recipient.language}`)}
        </span>
      ))}
      {recipients.length === 0 && <span>{t('warnings.nobody')}</span>}
      {given ? (
        <span className={classes['given']}>
          {t('warnings.given', { time: at(given.at), name: given.byName, means: given.means })}
        </span>
      ) : (
        <Button size="compact-sm" loading={give.isPending} onClick={() => give.mutate()}>
          {t('warnings.give')}
        </Button>
      )}
      {give.isError && <span role="alert">{problemText(give.error, t)}</span>}
    </li>
  )
}
