import { Input, Radio, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../app/Failure.tsx'
import { useLanguage } from '../i18n/use-language.ts'
import { FileField } from './FileField.tsx'
import { fileSize } from './file-text.ts'
import { filesQuery } from './queries.ts'

interface FileChoiceProps {
  readonly orderId: string
  readonly belongsTo: string
  readonly label: string
  /** Asked of the files that are there. */
  readonly question: string
  readonly fileId: string | null
  readonly onChoose: (fileId: string) => void
}

/** A file that shows something: sent into the case file, and by that chosen here; one that was there before is chosen by hand. */
export function FileChoice({ orderId, belongsTo, label, question, fileId, onChoose }: FileChoiceProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const query = useQuery(filesQuery(orderId))
  const files = query.data?.files.filter((file) => file.belongsTo === belongsTo && file.kind !== 'cms')
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    if (!files) return
    const added = known.current && files.find(({ id }) => known.current?.has(id) === false)
    known.current = new Set(files.map(({ id }) => id))
    // Who sends a proof and forgets the button beside it would record that there was none.
    if (added && fileId === null) onChoose(added.id)
  }, [files, fileId, onChoose])
  if (query.isError && !query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data || !files) return <p>{t('app.loading')}</p>
  return (
    <Stack gap={8}>
      <Input.Label labelElement="div">{label}</Input.Label>
      <FileField orderId={orderId} belongsTo={belongsTo} label={label} limits={query.data.limits} />
      {files.length > 0 && (
        <Radio.Group label={question} value={fileId} onChange={onChoose}>
          <Stack gap={8} mt={8}>
            {files.map(({ id, name, sizeBytes }) => (
              <Radio key={id} value={id} label={`${name}, ${fileSize(sizeBytes, language)}`} />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </Stack>
  )
}
