import { type Regime, instant, regimes } from '@bilezik/domain'
import { Checkbox, Skeleton, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type CallOptions, call } from '../api/client.ts'
import { type CaseFile, caseFileQuery, caseFilesQuery } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import { useNow } from '../feed/live.ts'
import { dateOn } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { FormProblem } from '../parts/FormProblem.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { hoursText, ruleTitle, termsTexts } from '../person/obligation-text.ts'
import { RulesEditor } from '../rules/RulesEditor.tsx'
import { ruleSupportQuery } from '../rules/queries.ts'
import { rulesOfDrafts } from '../rules/rule-draft.ts'
import { isSupported } from '../rules/support.ts'
import { useCan } from '../session/use-session.ts'
import { TermFields } from './TermFields.tsx'
import { type AdoptionDraft, adoptionBody, blankAdoption } from './adoption-draft.ts'
import classes from './adoption.module.css'
import { useKeptDraft } from './use-kept-draft.ts'

/** What will bind, as the person will be told of it: re-read before it is adopted. */
function Reread({ draft }: { readonly draft: AdoptionDraft }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const rules = rulesOfDrafts(draft.rules)
  if (!rules) return null
  return (
    <section aria-label={t('adoption.reread')}>
      <h2>{t('adoption.reread')}</h2>
      <ol className={classes['reread']}>
        {rules.map((rule, index) => {
          const hours = hoursText(rule, t, language)
          return (
            <li key={draft.rules[index]?.key}>
              {[ruleTitle(rule, t, language), ...(hours === undefined ? [] : [hours]), ...termsTexts(rule, t, language)].join(
                ' · ',
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

interface AdoptFormProps {
  readonly file: CaseFile
  readonly regime: Regime
}

function useAdopt(file: CaseFile, forget: () => void) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (body: CallOptions<'adoptOrder'>['body']) => call('adoptOrder', { params: { orderId: file.id }, body }),
    onSuccess: async () => {
      forget()
      await queryClient.invalidateQueries({ queryKey: caseFilesQuery.queryKey })
      await navigate({ to: '/case-files/$orderId', params: { orderId: file.id } })
    },
  })
}

function AdoptForm({ file, regime }: AdoptFormProps) {
  const { t } = useTranslation()
  const canAdopt = useCan('order:change')
  const now = instant(useNow(60_000))
  const { draft, change, forget } = useKeptDraft(`bilezik-adoption-${file.id}`, blankAdoption)
  const table = useQuery(ruleSupportQuery(regime)).data
  const adopt = useAdopt(file, forget)
  const body = adoptionBody(draft, now)
  const { residence } = file.facts
  const places = residence ? [{ label: t('adoption.residence', { address: residence.address }), ...residence }] : []
  const whyNot = () => {
    if (!canAdopt) return t('caseFile.whyNoRight')
    if (typeof body === 'string') return t(`adoption.why.${body}`)
    if (!table || !draft.rules.every((rule) => isSupported(rule, table))) return t('adoption.why.unsupported')
    return null
  }
  return (
    <>
      <TextInput
        size="xs"
        className={classes['medium'] ?? ''}
        label={t('adoption.registrationNumber')}
        maxLength={100}
        autoComplete="off"
        value={draft.registrationNumber}
        onChange={(event) => change({ registrationNumber: event.currentTarget.value })}
      />
      <TermFields orderId={file.id} draft={draft} onChange={change} />
      <Checkbox
        size="xs"
        label={t('adoption.isConcealed')}
        checked={draft.isConcealed}
        onChange={(event) => change({ isConcealed: event.currentTarget.checked })}
      />
      <h2>{t('rules.title')}</h2>
      <p className={classes['hint']}>{t('adoption.fromDecision')}</p>
      <RulesEditor
        value={draft.rules}
        onChange={(rules) => change({ rules })}
        regime={regime}
        personId={file.personId}
        places={places}
      />
      <Reread draft={draft} />
      <FormProblem error={adopt.error} />
      <p className={classes['hint']}>{t('adoption.kept')}</p>
      <div className={classes['row']}>
        <ReasonedButton
          whyNot={whyNot()}
          loading={adopt.isPending}
          onClick={() => {
            if (typeof body !== 'string' && !adopt.isPending) adopt.mutate(body)
          }}
        >
          {t('caseFile.step.adopt')}
        </ReasonedButton>
      </div>
    </>
  )
}

/** Adopts a decision for execution: its registration, its term, and the obligations in it that a machine can watch. */
export function AdoptPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { orderId } = useParams({ from: '/signed-in/case-files/$orderId/adopt' })
  const query = useQuery(caseFileQuery(orderId))
  const file = query.data
  usePageTitle(file ? `${file.personName} · ${t('caseFile.step.adopt')}` : t('caseFile.step.adopt'))
  if (query.isError && !file) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  if (!file) return <Skeleton height={240} m={16} radius={2} animate={false} role="img" aria-label={t('app.loading')} />
  const { decision } = file.facts
  const regime = regimes.find((one) => one === decision?.measure)
  return (
    <div className={classes['page']}>
      <header>
        <h1>
          {t('caseFile.step.adopt')}: {file.personName}
        </h1>
        <Link to="/case-files/$orderId" params={{ orderId }}>
          {t('adoption.back')}
        </Link>
      </header>
      {decision && (
        <p className={classes['hint']}>
          {t('caseFile.decision', { number: decision.number, date: dateOn(decision.decidedOn, language), body: decision.body })}
          {regime && ` · ${t(`regime.${regime}`)}`}
        </p>
      )}
      {file.state === 'checked' && regime ? (
        <AdoptForm key={orderId} file={file} regime={regime} />
      ) : (
        <p>{t('adoption.notFromHere', { state: t(`caseFile.states.${file.state}`) })}</p>
      )}
    </div>
  )
}
