import { Button, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { problemText } from '../app/problem-text.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { fileSize } from './file-text.ts'
import { uploads } from './queue.ts'
import { type Upload } from './upload-queue.ts'
import classes from './files.module.css'

/** One file that is chosen and not on the server yet: how far it is, or why it is not. */
export function UploadLine({ upload, mostBytes }: { readonly upload: Upload; readonly mostBytes: number }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { state, file, key } = upload
  return (
    <li data-state={state.kind}>
      <span className={classes['name']}>{file.name}</span>
      <span className={classes['size']}>{fileSize(file.size, language)}</span>
      {state.kind === 'sending' && (
        <Progress
          className={classes['progress']}
          value={state.share * 100}
          aria-label={t('files.sending', { name: file.name })}
        />
      )}
      {state.kind === 'waiting' && <span className={classes['hint']}>{t('files.waiting')}</span>}
      {state.kind === 'too-large' && (
        <span className={classes['problem']}>{t('files.tooLarge', { most: fileSize(mostBytes, language) })}</span>
      )}
      {(state.kind === 'failed' || state.kind === 'refused') && (
        <span className={classes['problem']} role="alert">
          {state.kind === 'failed' ? t('files.failed') : t('files.refused')} {problemText(state.error, t)}
        </span>
      )}
      {state.kind !== 'sending' && (
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => uploads.remove(key)}
          aria-label={t('files.removeOne', { name: file.name })}
        >
          {t('files.remove')}
        </Button>
      )}
    </li>
  )
}
