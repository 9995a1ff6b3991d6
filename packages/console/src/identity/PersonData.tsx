import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer } from '../api/client.ts'
import { type CaseFile } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import { ChangeForm } from '../changes/ChangeForm.tsx'
import { type FormSpec } from '../changes/form-spec.ts'
import { useFormContext } from '../changes/use-form-context.ts'
import { dateAndTime, dateOn } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useSession } from '../session/use-session.ts'
import { applicantForm, protectingOf } from './applicant-form.ts'
import { type Identity, correctionForm } from './correction-form.ts'
import { correctionsQuery } from './queries.ts'
import classes from './identity.module.css'

type Correction = Answer<'listCorrections'>['corrections'][number]
type Language = ReturnType<typeof useLanguage>

const fields = ['familyName', 'givenName', 'patronymic', 'birthOn', 'iin', 'language', 'phone'] as const
type FieldName = (typeof fields)[number]

/** A value as it is read: a date in words, a language by its name; nothing as a dash. */
function useValueText() {
  const { t } = useTranslation()
  const language: Language = useLanguage()
  return (name: FieldName, value: string | null | undefined): string => {
    if (value === null || value === undefined || value === '') return '—'
    if (name === 'birthOn') return dateOn(value, language)
    return name === 'language' ? t(`language.${value as 'kk'}`) : value
  }
}

function Current({ current }: { readonly current: Identity }) {
  const { t } = useTranslation()
  const valueText = useValueText()
  const { iinMasked, ...rest } = current
  const values = { ...rest, iin: iinMasked }
  return (
    <dl className={classes['current']}>
      {fields.map((name) => (
        <div key={name}>
          <dt>{t(`intake.person.${name}`)}</dt>
          <dd>{valueText(name, values[name])}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Each correction with both values: what a paper of that time says can be understood by it. */
function Corrections({ corrections }: { readonly corrections: readonly Correction[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const valueText = useValueText()
  if (corrections.length === 0) return <p className={classes['hint']}>{t('identity.neverCorrected')}</p>
  return (
    <details>
      <summary>{t('identity.corrected', { count: corrections.length })}</summary>
      <ol className={classes['corrections']}>
        {corrections.map(({ at, byName, reason, before, after }) => (
          <li key={at}>
            {dateAndTime(Date.parse(at), language)}, {byName}: {reason}
            <ul>
              {fields
                .filter((name) => name in after)
                .map((name) => (
                  <li key={name}>
                    {t('identity.fieldChanged', {
                      field: t(`intake.person.${name}`),
                      from: valueText(name, before[name]),
                      to: valueText(name, after[name]),
                    })}
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
    </details>
  )
}

interface ApplicantsProps {
  readonly file: CaseFile
  readonly button: (label: string, spec: FormSpec, whyNot: string | null) => ReactNode
}

/** Who applied because of a threat, and whether an obligation protects them yet. */
function Applicants({ file, button }: ApplicantsProps) {
  const { t } = useTranslation()
  const context = useFormContext(file)
  if (file.applicants.length === 0 || !context) return null
  const whyNot = protectingOf(context).length === 0 ? t('identity.noDistance') : null
  return (
    <>
      <h3>{t('identity.applicants')}</h3>
      <ul className={classes['applicants']}>
        {file.applicants.map(({ name, protectedPersonId }) => (
          <li key={name}>
            {name}{' '}
            {protectedPersonId === null ? (
              button(t('identity.protectOne'), applicantForm(context, name), whyNot)
            ) : (
              <span className={classes['hint']}>{t('identity.isProtected')}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Whose file it is, how that is corrected, and whom the order protects. */
export function PersonData({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation()
  const { permissions } = useSession()
  const query = useQuery(correctionsQuery(file.personId))
  const [open, setOpen] = useState<FormSpec | null>(null)
  const button = (label: string, spec: FormSpec, whyNot: string | null) => (
    <ReasonedButton
      variant="default"
      size="compact-sm"
      whyNot={permissions.includes(spec.permission) ? whyNot : t('caseFile.whyNoRight')}
      onClick={() => setOpen(spec)}
    >
      {label}
    </ReasonedButton>
  )
  if (query.isError && !query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  return (
    <section aria-labelledby="identity-title" className={classes['identity']}>
      <h2 id="identity-title">{t('identity.title')}</h2>
      {query.data ? (
        <>
          <Current current={query.data.current} />
          <div>{button(t('identity.correct'), correctionForm(file.personId, query.data.current, t), null)}</div>
          <Corrections corrections={query.data.corrections} />
        </>
      ) : (
        <Skeleton height={80} radius={2} animate={false} role="img" aria-label={t('app.loading')} />
      )}
      <Applicants file={file} button={button} />
      {open && <ChangeForm spec={open} onClose={() => setOpen(null)} />}
    </section>
  )
}
