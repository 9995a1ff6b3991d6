import { assumptionText } from '@bilezik/domain'
import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/use-language.ts'
import { Citation } from '../parts/Citation.tsx'
import { type RuleDraft } from './rule-draft.ts'
import { type RuleSupport, supportOfDraft } from './support.ts'
import classes from './rules.module.css'

interface SupportLineProps {
  readonly draft: RuleDraft
  readonly table: RuleSupport
  readonly onChange: (draft: RuleDraft) => void
}

/** What the obligation rests on; where that is the decision alone, its words there; where nothing, that it will be refused and by what. */
export function SupportLine({ draft, table, onChange }: SupportLineProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const support = supportOfDraft(draft, table)
  if (support === null) {
    return (
      <p className={classes['problem']} role="alert">
        {t('rules.unsupported')} <Citation code={table.unsupported.citation} />
      </p>
    )
  }
  return (
    <>
      <p
        className={classes['hint']}
        title={support.needsLawyer === null ? undefined : assumptionText(support.needsLawyer, language)}
      >
        {t('rules.restsOn')} {t(`source.${support.kind}`)}
        {support.citation !== null && (
          <>
            {' · '}
            <Citation code={support.citation} />
          </>
        )}
        {support.needsLawyer !== null && ` · ${t('caseFile.assumed')}`}
      </p>
      {support.kind === 'order' && (
        <Textarea
          size="xs"
          label={t('rules.obligation')}
          autosize
          minRows={1}
          maxRows={5}
          maxLength={1_000}
          value={draft.obligation}
          error={draft.obligation.trim() === '' ? t('rules.noObligation') : null}
          onChange={(event) => onChange({ ...draft, obligation: event.currentTarget.value })}
        />
      )}
    </>
  )
}
