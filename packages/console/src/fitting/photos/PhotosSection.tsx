import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { filesQuery } from '../../files/queries.ts'
import classes from '../fitting.module.css'
import { type FittingWork } from '../use-fitting-draft.ts'
import { photoBytes } from './photo-bytes.ts'
import { keepPhoto } from './photo-store.ts'

/** Of one fitting, waiting on one device: some megabytes. */
const mostWaiting = 12

/** By the clock of Kazakhstan, as the papers are dated. */
const nameAt = (ms: number) => `${new Date(ms + 5 * 3_600_000).toISOString().slice(0, 19).replaceAll(':', '-')}.jpg`

/** Photos of the kit as it was put on: taken here, kept until they are stored, then in the case file. */
export function PhotosSection({ orderId, work }: { readonly orderId: string; readonly work: FittingWork }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const files = useQuery(filesQuery(orderId)).data?.files ?? []
  const stored = files.filter(({ belongsTo }) => belongsTo === 'photo').length
  const waiting = work.draft.queue.filter(({ kind }) => kind === 'photo').length
  const take = async (file: File) => {
    setProblem(null)
    const id = crypto.randomUUID()
    try {
      const bytes = await photoBytes(file)
      await keepPhoto(id, bytes)
      work.enqueue({ id, kind: 'photo', name: nameAt(Date.now()) })
    } catch {
      setProblem(t('fitting.photos.unreadable'))
    }
  }
  return (
    <section>
      <h2>{t('fitting.photos.title')}</h2>
      <p className={classes['hint']}>{t('fitting.photos.hint')}</p>
      <p role="status">{t('fitting.photos.count', { stored, waiting })}</p>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*"
        capture="environment"
        aria-label={t('fitting.photos.take')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          // The same picture may be chosen again.
          if (file) void take(file).finally(() => (currentTarget.value = ''))
        }}
      />
      {waiting >= mostWaiting ? (
        <p className={classes['wanting']}>{t('fitting.photos.full')}</p>
      ) : (
        <Button variant="default" onClick={() => input.current?.click()}>
          {t('fitting.photos.take')}
        </Button>
      )}
      {problem && <p role="alert">{problem}</p>}
    </section>
  )
}
