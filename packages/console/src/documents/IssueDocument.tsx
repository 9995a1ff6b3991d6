import { Button, Modal } from '@mantine/core'
import { type Language } from '@bilezik/domain'
import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CaseFile } from '../api/queries.ts'
import { FormFields } from '../changes/FormFields.tsx'
import { type Values } from '../changes/form-spec.ts'
import { missingIn } from '../changes/values.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { FormActions } from '../parts/FormActions.tsx'
import { ReadPapers } from './ReadPapers.tsx'
import { paperForms } from './paper-forms.ts'
import { withCommon } from './paper-parts.ts'
import { type Kind, type Listed } from './paper-spec.ts'
import { isForPerson, isReadFirst } from './reading-order.ts'
import { usePaperContext } from './use-paper-context.ts'

interface IssueDocumentProps {
  readonly file: CaseFile
  readonly listed: Listed
  readonly kind: Kind
  readonly onClose: () => void
  /** What is known where it is drawn up, before anybody is asked. */
  readonly preset?: Values
}

/** First what the order's facts do not tell is asked, where anything is; then the paper is read as it would be issued. */
export function IssueDocument({ file, listed, kind, onClose, preset }: IssueDocumentProps) {
  const { t } = useTranslation()
  const mine = useLanguage()
  const context = usePaperContext(file, listed)
  // Made once: a time that moved on while somebody types would change what was read.
  const [spec] = useState(() => withCommon(context, paperForms[kind](context)))
  const [values, setValues] = useState<Values>({ ...spec.initial, ...preset })
  const [language, setLanguage] = useState<Language>(mine)
  const shown = spec.fields.filter(({ onlyIf }) => onlyIf?.(values) !== false)
  const missing = missingIn(shown, values)
  const [isReading, setIsReading] = useState(() => isReadFirst(kind) && missing === undefined)
  const [hasTried, setHasTried] = useState(false)
  const isOwnLanguage = isForPerson(kind)
  const papers = useMemo(
    () =>
      isReading && missing === undefined
        ? spec.papers(values).map((paper) => (isOwnLanguage ? paper : { ...paper, language }))
        : [],
    [isReading, missing, spec, values, isOwnLanguage, language],
  )
  const read = (event: FormEvent) => {
    event.preventDefault()
    setHasTried(true)
    setIsReading(missing === undefined)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      title={t(`documents.kind.${kind}`)}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {isReading ? (
        <ReadPapers
          orderId={file.id}
          papers={papers}
          language={isOwnLanguage ? null : language}
          onLanguage={setLanguage}
          onChange={() => setIsReading(false)}
          onDone={onClose}
          onCancel={onClose}
        />
      ) : (
        <form onSubmit={read} noValidate>
          <FormFields
            fields={shown}
            values={values}
            missing={hasTried ? missing : undefined}
            onChange={(name, value) => setValues((old) => ({ ...old, [name]: value }))}
          />
          <FormActions onCancel={onClose}>
            <Button type="submit">{t('papers.read')}</Button>
          </FormActions>
        </form>
      )}
    </Modal>
  )
}
