import { useTranslation } from 'react-i18next'
import { type Answer } from '../api/client.ts'
import { FormProblem } from '../parts/FormProblem.tsx'
import classes from './documents.module.css'

interface PaperPreviewProps {
  /** Undefined while it is drawn up. */
  readonly preview: Answer<'previewDocument'> | undefined
  readonly error: Error | null
  /** Told apart where several are read at once. */
  readonly heading: string | null
}

/** A paper as it would be issued. */
export function PaperPreview({ preview, error, heading }: PaperPreviewProps) {
  const { t } = useTranslation()
  return (
    <>
      {heading !== null && <h3>{heading}</h3>}
      <FormProblem error={error} />
      {!preview && !error && <p>{t('app.loading')}</p>}
      {preview && (
        <div
          className={classes['page']}
          tabIndex={0}
          role="region"
          aria-label={heading === null ? t('documents.preview') : `${t('documents.preview')}: ${heading}`}
        >
          {/* As an image nothing in it runs, loads or sends. */}
          <img
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(preview.picture)}`}
            alt={t('documents.previewAlt', { number: preview.number })}
          />
        </div>
      )}
    </>
  )
}
