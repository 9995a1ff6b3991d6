import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CaseFile } from '../api/queries.ts'
import { ChangeForm } from '../changes/ChangeForm.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useCan } from '../session/use-session.ts'
import { type Listed } from './paper-spec.ts'
import { requestForm } from './request-form.ts'
import { usePaperContext } from './use-paper-context.ts'

/** An answer is to a request, and its term runs from the receipt: the request is recorded first. */
export function RequestButton({ file, listed }: { readonly file: CaseFile; readonly listed: Listed }) {
  const { t } = useTranslation()
  const context = usePaperContext(file, listed)
  const canRecord = useCan('order:prepare')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      {' '}
      <ReasonedButton
        variant="subtle"
        size="compact-sm"
        whyNot={canRecord ? null : t('caseFile.whyNoRight')}
        onClick={() => setIsOpen(true)}
      >
        {t('papers.recordRequest')}
      </ReasonedButton>
      {isOpen && <ChangeForm spec={requestForm(context)} onClose={() => setIsOpen(false)} />}
    </>
  )
}
