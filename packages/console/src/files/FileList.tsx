import { api, type CaseFileFile } from '@bilezik/contract'
import { useTranslation } from 'react-i18next'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { fileSize } from './file-text.ts'
import classes from './files.module.css'

interface FileListProps {
  readonly orderId: string
  readonly files: readonly CaseFileFile[]
}

function addressOf(orderId: string, fileId: string): string {
  return api.downloadFile.path.replace(':orderId', orderId).replace(':fileId', fileId)
}

/** Files that lie on the server: a click saves one, and leaves its entry in the log. */
export function FileList({ orderId, files }: FileListProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <ul className={classes['list']}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={addressOf(orderId, file.id)} download={file.name} className={classes['name']}>
            {file.name}
          </a>
          <span className={classes['size']}>{fileSize(file.sizeBytes, language)}</span>
          <span className={classes['hint']}>
            {t('files.receivedBy', {
              at: dateAndTime(Date.parse(file.receivedAt), language),
              name: file.byName ?? t('app.unknown'),
            })}
            {file.scan === 'unscanned' && ` · ${t('files.unscanned')}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
