import { permitKinds } from '@bilezik/domain'
import { Checkbox, Radio, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Obligation } from '../api/queries.ts'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ruleTitle, termsTexts } from '../person/obligation-text.ts'
import { RecurringHours } from './RecurringHours.tsx'
import { type PermitDraft, type WhyNotGive, instantOfLocal } from './permit-draft.ts'
import classes from './permits.module.css'

interface PermitFieldsProps {
  readonly draft: PermitDraft
  /** The conditions of the order that a permit can lift. */
  readonly liftable: readonly Obligation[]
  readonly missing: WhyNotGive | null
  readonly onChange: (part: Partial<PermitDraft>) => void
}

/** Which kind, which conditions, from when until when, and by what paper. */
export function PermitFields({ draft, liftable, missing, onChange }: PermitFieldsProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  // A browser of another language puts the month first, or counts to twelve: in words there is no mistaking it.
  const inWords = (local: string) => {
    const at = instantOfLocal(local)
    return at === undefined ? '\u00A0' : dateAndTime(at, language)
  }
  const time = (name: 'from' | 'until' | 'givenAt') => (
    <TextInput
      type="datetime-local"
      label={t(`permits.${name}`)}
      description={inWords(draft[name])}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={draft[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      required
      withAsterisk={false}
    />
  )
  const text = (name: 'givenBy' | 'documentNumber', maxLength: number) => (
    <TextInput
      label={t(`permits.${name}`)}
      maxLength={maxLength}
      autoComplete="off"
      value={draft[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      required
      withAsterisk={false}
    />
  )
  return (
    <>
      <Radio.Group
        label={t('permits.what')}
        value={draft.kind}
        onChange={(value) => onChange({ kind: permitKinds.find((kind) => kind === value) ?? draft.kind })}
      >
        <Stack gap={8} mt={8}>
          {permitKinds.toReversed().map((kind) => (
            <Radio
              key={kind}
              value={kind}
              label={t(`permits.kind.${kind}`)}
              description={t(`permits.kindHint.${kind}`)}
              {...(kind === draft.kind && { 'data-autofocus': true })}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Checkbox.Group
        label={t('permits.lifts')}
        value={[...draft.lineageIds]}
        onChange={(lineageIds) => onChange({ lineageIds })}
        error={missing === 'noCondition' ? t('permits.why.noCondition') : null}
      >
        <Stack gap={8} mt={8} mb={4}>
          {liftable.map(({ lineageId, rule }) => (
            <Checkbox
              key={lineageId}
              value={lineageId}
              label={ruleTitle(rule, t, language)}
              {...(rule.kind === 'territory' && { description: termsTexts(rule, t, language)[0] })}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <div className={classes['pair']}>
        {time('from')}
        {time('until')}
      </div>
      <RecurringHours draft={draft} error={missing === 'noDay' ? t('permits.why.noDay') : null} onChange={onChange} />
      <div className={classes['pair']}>
        {time('givenAt')}
        {text('documentNumber', 100)}
      </div>
      {text('givenBy', 200)}
      <p className={classes['clock']}>{t('explain.reportClock')}</p>
    </>
  )
}
