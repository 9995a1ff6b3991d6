import { type Regime, type RuleKind } from '@bilezik/domain'
import { Button, Menu, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failure } from '../app/Failure.tsx'
import { useLanguage } from '../i18n/use-language.ts'
import { ruleTitle } from '../person/obligation-text.ts'
import { type KnownPlace } from '../zones/ZoneFields.tsx'
import { RuleForm } from './RuleForm.tsx'
import { RulesPreview } from './RulesPreview.tsx'
import { SupportLine } from './SupportLine.tsx'
import { ruleSupportQuery } from './queries.ts'
import { type RuleDraft, blankRule, ruleKinds, ruleOfDraft } from './rule-draft.ts'
import classes from './rules.module.css'

interface RulesEditorProps {
  readonly value: readonly RuleDraft[]
  readonly onChange: (drafts: readonly RuleDraft[]) => void
  readonly regime: Regime
  /** Whose last week the obligations are tried on; null: nobody's. */
  readonly personId: string | null
  /** Places known by their address: the recorded residence. */
  readonly places: readonly KnownPlace[]
}

const mostRules = 20

function nextKey(drafts: readonly RuleDraft[]): string {
  const used = new Set(drafts.map(({ key }) => key))
  let number = drafts.length + 1
  while (used.has(`rule ${number}`)) number++
  return `rule ${number}`
}

/** A curfew begins with the recorded residence as the home, so that it need not be drawn again. */
function added(kind: RuleKind, drafts: readonly RuleDraft[], places: readonly KnownPlace[], home: string): RuleDraft {
  const [residence] = places
  const zone =
    kind === 'curfew' && residence
      ? { name: home, shape: { kind: 'circle' as const, centre: { lat: residence.lat, lon: residence.lon }, radiusMetres: 100 } }
      : null
  return blankRule(kind, nextKey(drafts), zone)
}

/** The obligations of an order, each with its form and with what supports it; what nothing supports is said to be refused, and by which provision. */
export function RulesEditor({ value, onChange, regime, personId, places }: RulesEditorProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const support = useQuery(ruleSupportQuery(regime))
  if (support.isError && !support.data) return <Failure error={support.error} onRetry={() => void support.refetch()} />
  const table = support.data
  if (!table) return <Skeleton height={80} radius={2} animate={false} role="img" aria-label={t('app.loading')} />
  const change = (index: number) => (draft: RuleDraft) => onChange(value.with(index, draft))
  return (
    <section className={classes['rules']} aria-label={t('rules.title')}>
      {value.map((draft, index) => {
        const read = ruleOfDraft(draft)
        return (
          <article key={draft.key} aria-label={`${index + 1}. ${t(`rules.kind.${draft.kind}`)}`}>
            <header>
              <h3>
                {index + 1}. {t(`rules.kind.${draft.kind}`)}
              </h3>
              <span className={classes['hint']}>{read.ok ? ruleTitle(read.rule, t, language) : ''}</span>
              <Button variant="subtle" size="compact-sm" onClick={() => onChange(value.toSpliced(index, 1))}>
                {t('rules.remove')}
              </Button>
            </header>
            <SupportLine draft={draft} table={table} onChange={change(index)} />
            <RuleForm draft={draft} places={places} onChange={change(index)} />
          </article>
        )
      })}
      {value.length === 0 && <p className={classes['problem']}>{t('rules.none')}</p>}
      <div className={classes['foot']}>
        <Menu>
          <Menu.Target>
            <Button variant="default" disabled={value.length >= mostRules}>
              {t('rules.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {ruleKinds.map((kind) => (
              <Menu.Item key={kind} onClick={() => onChange([...value, added(kind, value, places, t('rules.home'))])}>
                {t(`rules.kind.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      {personId !== null && <RulesPreview personId={personId} drafts={value} />}
    </section>
  )
}
