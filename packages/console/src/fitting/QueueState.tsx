import { Alert, Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { problemText } from '../app/problem-text.ts'
import { type Sending } from './fitting-draft.ts'
import classes from './fitting.module.css'
import { type FittingWork } from './use-fitting-draft.ts'

/** What of this fitting is stored, what waits on this device, and what the server refused. */
export function QueueState({ work }: { readonly work: FittingWork }) {
  const { t } = useTranslation()
  const { queue } = work.draft
  const textOf = (sending: Sending): string => {
    switch (sending.kind) {
      case 'pair':
        return `${t('fitting.kit')}: ${sending.code}`
      case 'fit':
        return `${t('fitting.fit')}: ${sending.place}`
      case 'records':
        return sending.records.map(({ kind }) => t(`fitting.queued.${kind}`, { defaultValue: kind })).join(t('app.listSeparator'))
      case 'photo':
        return `${t('fitting.photos.title')}: ${sending.name}`
      case 'signature':
        return t('fitting.queued.signature', { number: sending.number, name: sending.signing.name })
      default:
        return sending satisfies never
    }
  }
  return (
    <div role="status" className={classes['queue']}>
      {queue.length === 0
        ? t('fitting.allStored')
        : t(work.isOffline ? 'fitting.waiting' : 'fitting.sending', { total: queue.length })}
      {queue.length === 0 && work.isOffline && <p className={classes['wanting']}>{t('fitting.offline')}</p>}
      {queue.length > 0 && (
        <ul className={classes['kit']}>
          {queue.map((sending) => (
            <li key={sending.id}>{textOf(sending)}</li>
          ))}
        </ul>
      )}
      {!work.isKept && <p className={classes['wanting']}>{t('fitting.notKept')}</p>}
      {work.refusal !== null && (
        <Alert color="red" variant="light">
          <p>{problemText(work.refusal, t)}</p>
          <Button size="compact-sm" variant="default" onClick={work.tryAgain}>
            {t('app.retry')}
          </Button>{' '}
          <Button size="compact-sm" variant="default" onClick={work.discardFirst}>
            {t('fitting.discard')}
          </Button>
        </Alert>
      )}
    </div>
  )
}
