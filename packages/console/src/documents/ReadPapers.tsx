import { Button, Select } from '@mantine/core'
import { type Language, languages } from '@bilezik/domain'
import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query'
import { Fragment, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { caseFilesQuery } from '../api/queries.ts'
import { deliveriesKey } from '../deliveries/queries.ts'
import { useSending } from '../deliveries/use-sending.tsx'
import { FormActions } from '../parts/FormActions.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { PaperPreview } from './PaperPreview.tsx'
import { type Asked } from './paper-spec.ts'

interface ReadPapersProps {
  readonly orderId: string
  readonly papers: readonly Asked[]
  /** Null: told to the person, and nobody chooses its language. */
  readonly language: Language | null
  readonly onLanguage: (language: Language) => void
  /** Back to the form. */
  readonly onChange: () => void
  readonly onDone: () => void
  readonly onCancel: () => void
}

const headingKey = (paper: Asked) => (paper.kind === 'hospitalisation-notice' ? (`papers.addressee.${paper.to}` as const) : null)

/** The papers as they would be issued, to be read again; what was read is what is issued, and it is final. */
export function ReadPapers({ orderId, papers, language, onLanguage, onChange, onDone, onCancel }: ReadPapersProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  // Of several papers one may be issued and the next refused: then the first is not issued a second time.
  const issued = useRef(new Set<Asked>())
  // And one whose answer was lost keeps the name of its request.
  const requestIds = useRef(new Map<Asked, string>())
  const previews = useQueries({
    queries: papers.map((document) => ({
      queryKey: [...caseFilesQuery.queryKey, orderId, 'documents', 'preview', document],
      queryFn: () => call('previewDocument', { params: { orderId }, body: { document } }),
      gcTime: 0,
      retry: false,
    })),
  })
  const sending = useSending(
    papers.map((paper, i) => ({ name: headingKey(paper) ?? paper.kind, addressee: previews[i]?.data?.addressee ?? null })),
  )
  const isRead = previews.every(({ data }) => data !== undefined)
  const issue = useMutation({
    mutationFn: async () => {
      for (const [i, document] of papers.entries()) {
        if (issued.current.has(document)) continue
        const digest = previews[i]?.data?.digest ?? null
        const requestId = requestIds.current.get(document) ?? crypto.randomUUID()
        requestIds.current.set(document, requestId)
        await call('issueDocument', { params: { orderId }, body: { document, digest, to: sending.toOf(i), requestId } })
        issued.current.add(document)
      }
    },
    onSuccess: onDone,
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['deadlines'] })
      void queryClient.invalidateQueries({ queryKey: deliveriesKey })
      return queryClient.invalidateQueries({ queryKey: caseFilesQuery.queryKey })
    },
  })
  return (
    <>
      {language !== null && (
        <Select
          label={t('documents.language')}
          data={languages.map((value) => ({ value, label: t(`documents.languages.${value}`) }))}
          value={language}
          allowDeselect={false}
          onChange={(value) => onLanguage(languages.find((one) => one === value) ?? language)}
        />
      )}
      {papers.map((paper, i) => {
        const heading = headingKey(paper)
        return (
          <Fragment key={heading ?? paper.kind}>
            <PaperPreview
              preview={previews[i]?.data}
              error={previews[i]?.error ?? null}
              heading={papers.length > 1 && heading !== null ? t(heading) : null}
            />
            {sending.fieldsOf(i)}
          </Fragment>
        )
      })}
      <p>{t('documents.reread')}</p>
      <FormProblem error={issue.error} />
      <FormActions onCancel={onCancel}>
        <Button variant="default" onClick={onChange}>
          {t('papers.change')}
        </Button>
        <ReasonedButton
          whyNot={isRead ? sending.whyNot : t('app.loading')}
          loading={issue.isPending}
          onClick={() => issue.mutate()}
        >
          {sending.isSending ? t('deliveries.issueAndSend') : t('documents.issue')}
        </ReasonedButton>
      </FormActions>
    </>
  )
}
