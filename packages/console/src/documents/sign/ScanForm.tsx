import { useTranslation } from 'react-i18next'
import { FileChoice } from '../../files/FileChoice.tsx'

interface ScanFormProps {
  readonly orderId: string
  readonly documentId: string
  readonly fileId: string | null
  readonly onChoose: (fileId: string) => void
}

/** The signed paper, photographed or scanned: sent into the file, and then chosen here. */
export function ScanForm({ orderId, documentId, fileId, onChoose }: ScanFormProps) {
  const { t } = useTranslation()
  return (
    <FileChoice
      orderId={orderId}
      belongsTo={`document:${documentId}`}
      label={t('signing.scanLabel')}
      question={t('signing.whichScan')}
      fileId={fileId}
      onChoose={onChoose}
    />
  )
}
