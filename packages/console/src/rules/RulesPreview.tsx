import { Loader } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Answer, type CallOptions, call } from '../api/client.ts'
import { decimal } from '../format/number.ts'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { reasonText } from '../panel/reason-text.ts'
import { FormProblem } from '../parts/FormProblem.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useCan } from '../session/use-session.ts'
import { SeverityMark } from '../severity/SeverityMark.tsx'
import { type RuleDraft, rulesOfDrafts } from './rule-draft.ts'
import classes from './rules.module.css'

type Preview = Answer<'previewRules'>

/** The contract's type is mutable, the domain's is not; the value is the same. */
function bodyOf(drafts: readonly RuleDraft[]): CallOptions<'previewRules'>['body'] {
  return { rules: (rulesOfDrafts(drafts) ?? []) as unknown as CallOptions<'previewRules'>['body']['rules'] }
}

const hourMs = 3_600_000

function Facts({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const at = (iso: string) => dateAndTime(Date.parse(iso), language)
  const wholeMs = Date.parse(preview.until) - Date.parse(preview.from)
  const share = wholeMs === 0 ? 100 : Math.round((preview.unknownMs / wholeMs) * 100)
  return (
    <>
      <p>
        {t('rules.preview.period', {
          from: at(preview.from),
          until: at(preview.until),
          readings: decimal(preview.readings, language),
        })}
      </p>
      <p>
        {t('rules.preview.unknown', {
          hours: decimal(preview.unknownMs / hourMs, language, preview.unknownMs < 10 * hourMs ? 1 : 0),
          share: decimal(share, language),
        })}
      </p>
      {preview.permitsInWeek > 0 && <p>{t('rules.preview.permits', { total: String(preview.permitsInWeek) })}</p>}
      {preview.isCut && <p>{t('rules.preview.cut')}</p>}
    </>
  )
}

function Outcome({ preview, drafts }: { readonly preview: Preview; readonly drafts: readonly RuleDraft[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (preview.readings === 0) return <p>{t('rules.preview.nothing')}</p>
  const at = (iso: string) => dateAndTime(Date.parse(iso), language)
  return (
    <>
      <Facts preview={preview} />
      <p>
        <b>{preview.alerts.length === 0 ? t('rules.preview.none') : t('rules.preview.some', { count: preview.alerts.length })}</b>
      </p>
      <ol>
        {preview.alerts.map((alert, index) => (
          <li key={index}>
            <SeverityMark severity={alert.severity} /> <b>{t(`alert.${alert.kind}`)}</b>{' '}
            {alert.endedAt === null
              ? t('rules.preview.since', { from: at(alert.beganAt) })
              : t('rules.preview.span', { from: at(alert.beganAt), until: at(alert.endedAt) })}
            {drafts.length > 1 && ` · ${t('rules.preview.rule', { number: String(alert.ruleIndex + 1) })}`}
            <p className={classes['hint']}>{reasonText(alert, t, language, Date.parse(preview.until))}</p>
          </li>
        ))}
      </ol>
    </>
  )
}

/** What the obligations, as they stand in the form, would have alerted of last week; asked for, never by itself: a look is logged. */
export function RulesPreview({ personId, drafts }: { readonly personId: string; readonly drafts: readonly RuleDraft[] }) {
  const { t } = useTranslation()
  const canLook = useCan('location:read')
  const rules = rulesOfDrafts(drafts)
  const ask = useMutation({
    mutationFn: (asked: readonly RuleDraft[]) => call('previewRules', { params: { personId }, body: bodyOf(asked) }),
  })
  const isOld = ask.variables !== undefined && ask.variables !== drafts
  const whyNot = canLook ? (rules ? null : t('rules.preview.notYet')) : t('rules.preview.noRight')
  return (
    <section className={classes['preview']} aria-label={t('rules.preview.title')} aria-busy={ask.isPending}>
      <ReasonedButton variant="default" size="compact-sm" whyNot={whyNot} onClick={() => ask.mutate(drafts)}>
        {t('rules.preview.title')}
      </ReasonedButton>
      <div role="status">
        {ask.isPending && (
          <p>
            <Loader size={14} /> {t('rules.preview.running')}
          </p>
        )}
        {ask.data && isOld && <p>{t('rules.preview.old')}</p>}
        {ask.data && <Outcome preview={ask.data} drafts={ask.variables ?? drafts} />}
      </div>
      <FormProblem error={ask.error} />
    </section>
  )
}
