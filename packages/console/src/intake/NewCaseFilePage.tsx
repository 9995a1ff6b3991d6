import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { caseFilesQuery } from '../api/queries.ts'
import { usePageTitle } from '../app/use-page-title.ts'
import { FileField } from '../files/FileField.tsx'
import { fileLimitsQuery } from '../files/queries.ts'
import { uploads } from '../files/queue.ts'
import { serverNowMs } from '../feed/live.ts'
import { FormProblem } from '../parts/FormProblem.tsx'
import { useSession } from '../session/use-session.ts'
import { PersonSection } from './PersonSection.tsx'
import { RecordFields } from './RecordFields.tsx'
import { Verdict } from './Verdict.tsx'
import { type IntakeDraft, blankIntake, forgetDrafts, forgetOthers, keepDraft, storedDraft } from './draft-store.ts'
import { sectionText } from './intake-text.ts'
import { recordsOf, faultsOfPerson, initialValues } from './package-of.ts'
import { type SectionKey, isOfConvicted, sections } from './record-sections.ts'
import { storePackage } from './store-package.ts'
import classes from './intake.module.css'

/** Of a convicted person neither the ground of 1369 nor a decision on qualification or a certificate of the case is asked for. */
const beforeTrialOnly = new Set(['ground', 'piece:qualification-decision', 'certificate'])

/** Under which files wait for the file that the form becomes. */
const heldAs = ({ id }: IntakeDraft) => `draft ${id}`

/** Papers lie behind each piece, and behind the records that the body proves by one. */
const hasFiles = (key: SectionKey) => key.startsWith('piece:') || ['explanation', 'medical', 'cohabitants-receipt'].includes(key)

/** From the package on the desk to the case file. What was typed survives a reload and a lost connection, and goes at sign-out. */
export function NewCaseFilePage() {
  const { t } = useTranslation()
  const { user, organisation } = useSession()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<IntakeDraft>(() => storedDraft(user.id))
  const [hasTried, setHasTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  usePageTitle(t('intake.title'))
  useEffect(() => forgetOthers(user.id), [user.id])
  useEffect(() => keepDraft(user.id, draft), [user.id, draft])
  const change = (part: Partial<IntakeDraft>) => {
    if (store.isError) store.reset()
    setDraft((old) => ({ ...old, ...part }))
  }
  const store = useMutation({
    mutationFn: () =>
      // The person stands from the first of the two steps on: trying again does not register them twice.
      storePackage(draft, organisation.id, (chosen) => setDraft((old) => ({ ...old, chosen }))),
    async onSuccess(orderId) {
      // The files follow the file; what fails stays on its page and can be sent again.
      uploads.move(heldAs(draft), orderId)
      void uploads.sendAll(orderId)
      forgetDrafts()
      await queryClient.invalidateQueries({ queryKey: caseFilesQuery.queryKey })
      await navigate({ to: '/case-files/$orderId', params: { orderId } })
    },
  })
  const told = useMemo(() => recordsOf(draft.sections), [draft.sections])
  const personFaults = draft.chosen ? [] : faultsOfPerson(draft.person)
  const isWhole = personFaults.length === 0 && told.faults.size === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setHasTried(true)
    if (isWhole && !store.isPending) store.mutate()
    // After the marks are drawn: to the first of them.
    else setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), 0)
  }
  const isConvicted = isOfConvicted(draft.sections.decision ?? {})
  const shown = sections.filter(({ key }) => !(isConvicted && beforeTrialOnly.has(key)))
  const limits = useQuery(fileLimitsQuery).data
  const empty = () => {
    uploads.forget(heldAs(draft))
    forgetDrafts()
    setHasTried(false)
    setDraft(blankIntake())
  }
  return (
    <div className={classes['page']}>
      <header>
        <h1>{t('intake.title')}</h1>
        <span className={classes['hint']}>{t('intake.kept')}</span>
        <Button variant="default" size="compact-sm" onClick={empty}>
          {t('intake.empty')}
        </Button>
      </header>
      <div className={classes['columns']}>
        <form ref={form} onSubmit={submit} noValidate>
          <fieldset className={classes['section']}>
            <legend>{t('intake.personTitle')}</legend>
            <PersonSection draft={draft} faults={hasTried ? personFaults : []} onChange={change} />
          </fieldset>
          {shown.map(({ key }) => (
            <fieldset key={key} className={classes['section']} data-section={key}>
              <legend>{sectionText(key, t)}</legend>
              <RecordFields
                section={key}
                values={draft.sections[key] ?? initialValues(key, serverNowMs())}
                faults={hasTried ? (told.faults.get(key) ?? []) : []}
                onChange={(part) =>
                  setDraft((old) => ({
                    ...old,
                    sections: {
                      ...old.sections,
                      [key]: { ...(old.sections[key] ?? initialValues(key, serverNowMs())), ...part },
                    },
                  }))
                }
              />
              {limits && hasFiles(key) && (
                <FileField
                  orderId={heldAs(draft)}
                  belongsTo={key.split(':').at(-1) ?? null}
                  label={sectionText(key, t)}
                  limits={limits}
                  isHeld
                />
              )}
            </fieldset>
          ))}
          <fieldset className={classes['section']}>
            <legend>{t('files.other')}</legend>
            <p className={classes['hint']}>{t('files.heldHint')}</p>
            {limits && <FileField orderId={heldAs(draft)} belongsTo={null} label={t('files.other')} limits={limits} isHeld />}
          </fieldset>
          {hasTried && !isWhole && (
            <p role="alert" className={classes['note']}>
              {t('intake.notWhole')}
            </p>
          )}
          <FormProblem error={store.error} />
          <Button type="submit" loading={store.isPending} mt={12}>
            {t('intake.submit')}
          </Button>
        </form>
        <Verdict birthOn={(draft.chosen ? draft.chosen.birthOn : draft.person.birthOn) || null} records={told.records} />
      </div>
    </div>
  )
}
