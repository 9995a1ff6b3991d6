import { instant } from '@bilezik/domain'
import { Button, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeptDraft } from '../adoption/use-kept-draft.ts'
import { type Answer, type CallOptions, call } from '../api/client.ts'
import { type CaseFile, caseFileQuery, caseFilesQuery, orderChangesQuery } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import { serverNowMs, useNow } from '../feed/live.ts'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { FormProblem } from '../parts/FormProblem.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { instantOfLocal, localText } from '../permits/permit-draft.ts'
import { RulesEditor } from '../rules/RulesEditor.tsx'
import { ruleSupportQuery } from '../rules/queries.ts'
import { isSupported } from '../rules/support.ts'
import { useCan } from '../session/use-session.ts'
import { DecisionFields } from './DecisionFields.tsx'
import { VersionsTable } from './VersionsTable.tsx'
import { blankVariation, variationBody } from './variation-draft.ts'
import classes from './variation.module.css'

interface VaryFormProps {
  readonly file: CaseFile
  readonly changes: Answer<'getOrderChanges'>
}

function useVary(file: CaseFile, forget: () => void) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (body: CallOptions<'varyOrder'>['body']) => call('varyOrder', { params: { orderId: file.id }, body }),
    onSuccess: async () => {
      forget()
      // The person's page and the panel show what binds, too.
      void queryClient.invalidateQueries({ queryKey: ['person'] })
      await queryClient.invalidateQueries({ queryKey: caseFilesQuery.queryKey })
      await navigate({ to: '/case-files/$orderId', params: { orderId: file.id } })
    },
  })
}

function VaryForm({ file, changes }: VaryFormProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const canVary = useCan('order:change')
  const now = instant(useNow(60_000))
  const { binding, variations } = changes
  const { regime } = file
  const { memo, explanation, residence } = file.facts
  const [blank] = useState(() => {
    const stoodBy = file.isMinor === true ? [...(memo?.attendants ?? []), ...(explanation?.attendants ?? [])] : []
    return blankVariation(changes, localText(instant(Math.floor(serverNowMs()))), stoodBy)
  })
  // By the number of variations: a draft that began from an older version would undo what was varied since.
  const { draft, change, forget } = useKeptDraft(`bilezik-variation-${file.id}-${variations.length}`, blank)
  const table = useQuery(ruleSupportQuery(regime)).data
  const vary = useVary(file, forget)
  const body = variationBody(draft, { binding, isMinor: file.isMinor === true, now })
  const places = residence ? [{ label: t('adoption.residence', { address: residence.address }), ...residence }] : []
  const effectiveAt = instantOfLocal(draft.effectiveAt)
  const whyNot = () => {
    if (!canVary) return t('caseFile.whyNoRight')
    if (typeof body === 'string') return t(`variation.why.${body}`)
    if (!table || !draft.rules.every((rule) => isSupported(rule, table))) return t('adoption.why.unsupported')
    return null
  }
  const reason = whyNot()
  return (
    <>
      <p className={classes['hint']}>{t('changes.vary.reread')}</p>
      <div className={classes['groups']}>
        <DecisionFields draft={draft} isMinor={file.isMinor === true} onChange={change} />
      </div>
      <h2>{t('rules.title')}</h2>
      <p className={classes['hint']}>{t('adoption.fromDecision')}</p>
      <RulesEditor
        value={draft.rules}
        onChange={(rules) => change({ rules })}
        regime={regime}
        personId={file.personId}
        places={places}
      />
      <VersionsTable
        binding={binding}
        drafts={draft.rules}
        after={
          effectiveAt === undefined
            ? t('variation.afterAtOnce')
            : t('variation.after', { from: dateAndTime(effectiveAt, language) })
        }
      />
      <FormProblem error={vary.error} />
      <p className={classes['hint']}>{reason ?? t('variation.kept')}</p>
      <div className={classes['row']}>
        <ReasonedButton
          whyNot={reason}
          loading={vary.isPending}
          onClick={() => {
            if (typeof body !== 'string' && !vary.isPending) vary.mutate(body)
          }}
        >
          {t('caseFile.step.vary')}
        </ReasonedButton>
        <Button variant="default" onClick={() => change(blank)}>
          {t('variation.startOver')}
        </Button>
      </div>
    </>
  )
}

/** A new version of what binds, by decision: zones, hours and term, beside the version in force. */
export function VaryPage() {
  const { t } = useTranslation()
  const { orderId } = useParams({ from: '/signed-in/case-files/$orderId/vary' })
  const query = useQuery(caseFileQuery(orderId))
  const changes = useQuery(orderChangesQuery(orderId))
  const file = query.data
  const title = t('caseFile.step.vary')
  usePageTitle(file ? `${file.personName} · ${title}` : title)
  const failed = [query, changes].find((one) => one.isError && !one.data)
  if (failed) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />
  if (!file || !changes.data) {
    return <Skeleton height={240} m={16} radius={2} animate={false} role="img" aria-label={t('app.loading')} />
  }
  const mayVary = file.next.some(({ step }) => step === 'vary')
  return (
    <div className={classes['page']}>
      <header>
        <h1>
          {title}: {file.personName}
        </h1>
        <Link to="/case-files/$orderId" params={{ orderId }}>
          {t('adoption.back')}
        </Link>
      </header>
      {mayVary ? (
        <VaryForm key={`${orderId} ${changes.data.variations.length}`} file={file} changes={changes.data} />
      ) : (
        <p>{t('variation.notFromHere', { state: t(`caseFile.states.${file.state}`) })}</p>
      )}
    </div>
  )
}
