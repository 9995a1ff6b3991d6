import { Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../app/Failure.tsx'
import { FileField } from '../../files/FileField.tsx'
import { fileSize } from '../../files/file-text.ts'
import { filesQuery } from '../../files/queries.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import classes from './sign.module.css'

interface ScanFormProps {
  readonly orderId: string
  readonly documentId: string
  readonly fileId: string | null
  readonly onChoose: (fileId: string) => void
}

/** The signed paper, photographed or scanned: sent into the file, and then chosen here. */
export function ScanForm({ orderId, documentId, fileId, onChoose }: ScanFormProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const query = useQuery(filesQuery(orderId))
  if (query.isError && !query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <p>{t('app.loading')}</p>
  const belongsTo = `document:${documentId}`
  const scans = query.data.files.filter((file) => file.belongsTo === belongsTo && file.kind !== 'cms')
  return (
    <div className={classes['scans']}>
      <FileField orderId={orderId} belongsTo={belongsTo} label={t('signing.scanLabel')} limits={query.data.limits} />
      {scans.length > 0 && (
        <Radio.Group label={t('signing.whichScan')} value={fileId} onChange={onChoose}>
          <div className={classes['scans']}>
            {scans.map(({ id, name, sizeBytes }) => (
              <Radio key={id} value={id} label={`${name}, ${fileSize(sizeBytes, language)}`} />
            ))}
          </div>
        </Radio.Group>
      )}
    </div>
  )
}
