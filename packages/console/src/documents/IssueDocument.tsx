import { Button, Modal, Select } from '@mantine/core'
import { type Language, instant, isoInstant, languages } from '@bilezik/domain'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { caseFilesQuery } from '../api/queries.ts'
import { serverNowMs } from '../feed/live.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { FormActions } from '../parts/FormActions.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'
import classes from './documents.module.css'
import { type SimpleKind, isForPerson, simpleKinds } from './simple-kinds.ts'

interface IssueDocumentProps {
  readonly orderId: string
  readonly kind: SimpleKind
  readonly onClose: () => void
}

/** The document as it would be issued, to be read again; what was read is what is issued, and it is final. */
export function IssueDocument({ orderId, kind, onClose }: IssueDocumentProps) {
  const { t } = useTranslation()
  const mine = useLanguage()
  const queryClient = useQueryClient()
  const [language, setLanguage] = useState<Language>(mine)
  // Said here, or every preview would tell another time, and what was read would never be what is issued.
  const [explainedAt] = useState(() => isoInstant(instant(Math.floor(serverNowMs()))))
  const document = isForPerson(kind) ? { ...simpleKinds.memo, explainedAt } : { ...simpleKinds[kind], language }
  const preview = useQuery({
    queryKey: [...caseFilesQuery.queryKey, orderId, 'documents', 'preview', document],
    queryFn: () => call('previewDocument', { params: { orderId }, body: { document } }),
    gcTime: 0,
    retry: false,
  })
  const issue = useMutation({
    mutationFn: () => call('issueDocument', { params: { orderId }, body: { document, digest: preview.data?.digest ?? null } }),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: caseFilesQuery.queryKey }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      title={t(`documents.kind.${kind}`)}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {!isForPerson(kind) && (
        <Select
          label={t('documents.language')}
          data={languages.map((value) => ({ value, label: t(`documents.languages.${value}`) }))}
          value={language}
          allowDeselect={false}
          onChange={(value) => setLanguage(languages.find((one) => one === value) ?? language)}
        />
      )}
      <FormProblem error={preview.error} />
      {preview.isPending && <p>{t('app.loading')}</p>}
      {preview.data && (
        <div className={classes['page']} tabIndex={0} role="region" aria-label={t('documents.preview')}>
          {/* As an image nothing in it runs, loads or sends. */}
          <img
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(preview.data.picture)}`}
            alt={t('documents.previewAlt', { number: preview.data.number })}
          />
        </div>
      )}
      <p>{t('documents.reread')}</p>
      <FormProblem error={issue.error} />
      <FormActions onCancel={onClose}>
        <Button disabled={!preview.data} loading={issue.isPending} onClick={() => issue.mutate()}>
          {t('documents.issue')}
        </Button>
      </FormActions>
    </Modal>
  )
}
