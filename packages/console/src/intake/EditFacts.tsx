import { type CaseRecord } from '@bilezik/contract'
import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { type CaseFile, caseFilesQuery } from '../api/queries.ts'
import { serverNowMs } from '../feed/live.ts'
import { FormActions } from '../parts/FormActions.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'
import { useSession } from '../session/use-session.ts'
import { RecordFields } from './RecordFields.tsx'
import { sectionText } from './intake-text.ts'
import { initialValues } from './package-of.ts'
import { recordOf, valuesOf } from './record-of.ts'
import { type SectionKey, sections } from './record-sections.ts'
import classes from './intake.module.css'

/** What is recorded of a section; undefined: nothing yet. */
function recordedOf({ facts }: CaseFile, key: SectionKey): CaseRecord | undefined {
  const [kind, piece] = key.split(':')
  if (piece !== undefined) return facts.pieces.find((one) => one.piece === piece)
  const { decision, ground, certificate, explanation, medical, cohabitantsReceipt, residence, concealment } = facts
  const byKind = {
    decision,
    ground,
    certificate,
    explanation,
    medical,
    residence,
    concealment,
    'cohabitants-receipt': cohabitantsReceipt,
  }
  return byKind[kind as keyof typeof byKind] ?? undefined
}

/** Every fact of the file by the form it was entered with: to be noted now, or corrected. The earlier one stays in the history. */
export function EditFacts({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation()
  const { permissions } = useSession()
  const [edited, setEdited] = useState<SectionKey | null>(null)
  if (!permissions.includes('order:prepare') || file.state === 'closed') return null
  return (
    <section>
      <h2>{t('intake.factsTitle')}</h2>
      <ul className={classes['facts']}>
        {sections.map(({ key }) => {
          const isRecorded = recordedOf(file, key) !== undefined
          return (
            <li key={key}>
              <span>{sectionText(key, t)}</span>
              <Button
                variant="default"
                size="compact-sm"
                aria-label={`${sectionText(key, t)}: ${t(isRecorded ? 'intake.correct' : 'intake.note')}`}
                onClick={() => setEdited(key)}
              >
                {t(isRecorded ? 'intake.correct' : 'intake.note')}
              </Button>
            </li>
          )
        })}
      </ul>
      {edited && <EditFact file={file} section={edited} onClose={() => setEdited(null)} />}
    </section>
  )
}

interface EditFactProps {
  readonly file: CaseFile
  readonly section: SectionKey
  readonly onClose: () => void
}

function EditFact({ file, section, onClose }: EditFactProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [values, setValues] = useState(() => {
    const recorded = recordedOf(file, section)
    return { ...initialValues(section, serverNowMs()), ...(recorded && valuesOf(recorded)) }
  })
  const [hasTried, setHasTried] = useState(false)
  const told = recordOf(section, values)
  const note = useMutation({
    mutationFn: (record: CaseRecord) => call('addCaseRecords', { params: { orderId: file.id }, body: { records: [record] } }),
    async onSuccess() {
      await queryClient.invalidateQueries({ queryKey: caseFilesQuery.queryKey })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setHasTried(true)
    if ('record' in told && !note.isPending) note.mutate(told.record)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      title={sectionText(section, t)}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit} noValidate>
        <RecordFields
          section={section}
          values={values}
          faults={hasTried && 'faults' in told ? told.faults : []}
          onChange={(part) => {
            if (note.isError) note.reset()
            setValues((old) => ({ ...old, ...part }))
          }}
        />
        <FormProblem error={note.error} />
        <FormActions onCancel={onClose}>
          <Button type="submit" loading={note.isPending}>
            {t('intake.save')}
          </Button>
        </FormActions>
      </form>
    </Modal>
  )
}
