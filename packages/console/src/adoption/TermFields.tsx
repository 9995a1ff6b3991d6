import { assumptionText, parseIsoInstant } from '@bilezik/domain'
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Citation } from '../parts/Citation.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { instantOfLocal, localText } from '../permits/permit-draft.ts'
import { type AdoptionDraft } from './adoption-draft.ts'
import classes from './adoption.module.css'

interface TermFieldsProps {
  readonly orderId: string
  readonly draft: AdoptionDraft
  readonly onChange: (part: Partial<AdoptionDraft>) => void
}

const wholeNumber = (text: string, most: number) =>
  /^\d{1,3}$/.test(text.trim()) && Number(text) <= most ? Number(text) : undefined

function useProposal({ orderId, draft }: Pick<TermFieldsProps, 'orderId' | 'draft'>) {
  const [months, days] = [wholeNumber(draft.months, 300), wholeNumber(draft.days, 366)]
  const query = {
    ...(draft.begunOn !== '' && { begunOn: draft.begunOn }),
    months: months ?? 0,
    days: days ?? 0,
  }
  return useQuery({
    queryKey: ['term-proposal', orderId, query],
    queryFn: ({ signal }) => call('proposeTerm', { params: { orderId }, query, signal }),
    placeholderData: (previous) => previous,
  })
}

/** From when until when: entered as the decision says, or taken from what the law makes of its length. */
export function TermFields({ orderId, draft, onChange }: TermFieldsProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const proposal = useProposal({ orderId, draft }).data
  const inWords = (iso: string | null) => (iso === null ? t('app.unknown') : dateAndTime(Date.parse(iso), language))
  const ofLocal = (local: string) => {
    const at = instantOfLocal(local)
    return at === undefined ? '\u00A0' : dateAndTime(at, language)
  }
  const local = (iso: string | null) => {
    const at = iso === null ? undefined : parseIsoInstant(iso)
    return at?.ok ? localText(at.value) : ''
  }
  const time = (name: 'termFrom' | 'termUntil') => (
    <TextInput
      size="xs"
      type="datetime-local"
      label={t(`adoption.${name}`)}
      description={ofLocal(draft[name])}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={draft[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  )
  const length = (name: 'months' | 'days') => (
    <TextInput
      size="xs"
      className={classes['short'] ?? ''}
      label={t(`adoption.${name}`)}
      inputMode="numeric"
      maxLength={3}
      value={draft[name]}
      error={
        draft[name] !== '' && wholeNumber(draft[name], name === 'months' ? 300 : 366) === undefined
          ? t('adoption.notWhole')
          : null
      }
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  )
  const whyNot = proposal?.termFrom && proposal.termUntil ? null : t('adoption.whyNoProposal')
  return (
    <fieldset className={classes['group']}>
      <legend>{t('adoption.term')}</legend>
      <div className={classes['row']}>
        {proposal && !proposal.isPreTrial && (
          <TextInput
            size="xs"
            type="date"
            label={t(`adoption.begins.${proposal.begins}`)}
            value={draft.begunOn}
            onChange={(event) => onChange({ begunOn: event.currentTarget.value })}
          />
        )}
        {length('months')}
        {length('days')}
      </div>
      {proposal && (
        <p
          className={classes['hint']}
          title={proposal.needsLawyer === null ? undefined : assumptionText(proposal.needsLawyer, language)}
        >
          {proposal.termUntil === null
            ? t('adoption.proposalFrom', { from: inWords(proposal.termFrom) })
            : t('adoption.proposal', { from: inWords(proposal.termFrom), until: inWords(proposal.termUntil) })}{' '}
          {proposal.citation === null ? t('adoption.byDecision') : <Citation code={proposal.citation} />}
          {proposal.needsLawyer !== null && ` · ${t('caseFile.assumed')}`}
        </p>
      )}
      <ReasonedButton
        variant="default"
        size="compact-sm"
        className={classes['narrow'] ?? ''}
        whyNot={whyNot}
        onClick={() => proposal && onChange({ termFrom: local(proposal.termFrom), termUntil: local(proposal.termUntil) })}
      >
        {t('adoption.takeProposal')}
      </ReasonedButton>
      <div className={classes['row']}>
        {time('termFrom')}
        {time('termUntil')}
      </div>
      <p className={classes['hint']}>{t('adoption.halfOpen')}</p>
    </fieldset>
  )
}
