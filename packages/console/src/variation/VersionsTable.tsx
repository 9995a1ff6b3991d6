import { type Rule } from '@bilezik/domain'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/use-language.ts'
import { type RuleDraft, ruleOfDraft } from '../rules/rule-draft.ts'
import { changesOf, wordsOf } from './rule-words.ts'
import { type Binding, keyOf } from './variation-draft.ts'
import classes from './variation.module.css'

interface Pair {
  readonly key: string
  /** Null: a new one. */
  readonly before: Rule | null
  /** Null: it ends; `incomplete`: its form is not a rule yet. */
  readonly after: Rule | 'incomplete' | null
  /** The words of the decision before, though there is another decision now. */
  readonly hasOldWords: boolean
}

function pairsOf(binding: readonly Binding[], drafts: readonly RuleDraft[]): Pair[] {
  const known = binding.map((one, index) => ({ key: keyOf(one, index), before: one.rule as Rule, words: one.obligation }))
  const afterOf = (draft: RuleDraft | undefined): Pair['after'] => {
    const read = draft && ruleOfDraft(draft)
    return read ? (read.ok ? read.rule : 'incomplete') : null
  }
  return [
    ...known.map(({ key, before, words }) => {
      const draft = drafts.find((one) => one.key === key)
      return { key, before, after: afterOf(draft), hasOldWords: words !== '' && draft?.obligation.trim() === words }
    }),
    ...drafts
      .filter(({ key }) => known.every((one) => one.key !== key))
      .map((draft) => ({ key: draft.key, before: null, after: afterOf(draft), hasOldWords: false })),
  ]
}

function RuleText({ rule }: { readonly rule: Rule }) {
  const { t } = useTranslation()
  const { title, places, hours, terms } = wordsOf(rule, t, useLanguage())
  return (
    <>
      <b>{title}</b>
      {[...places, ...hours, ...terms].map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  )
}

function After({ pair: { before, after } }: { readonly pair: Pair }) {
  const { t } = useTranslation()
  if (after === null) return <b>{t('variation.ends')}</b>
  if (after === 'incomplete') return <p className={classes['hint']}>{t('variation.incomplete')}</p>
  return before === null ? (
    <>
      <p className={classes['mark']}>{t('variation.isNew')}</p>
      <RuleText rule={after} />
    </>
  ) : (
    <RuleText rule={after} />
  )
}

function Changes({ pair: { before, after, hasOldWords } }: { readonly pair: Pair }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (before === null || after === null || after === 'incomplete') return null
  const changes = changesOf(before, after, t, language)
  if (changes.length === 0) return <p className={classes['hint']}>{t('variation.same')}</p>
  return (
    <ul>
      {changes.map((change) => (
        <li key={change}>{change}</li>
      ))}
      {hasOldWords && <li className={classes['hint']}>{t('variation.oldWords')}</li>}
    </ul>
  )
}

interface VersionsTableProps {
  readonly binding: readonly Binding[]
  readonly drafts: readonly RuleDraft[]
  /** The heading of the new version: from when it binds. */
  readonly after: string
}

/** What binds now beside what will, obligation by obligation, and in words what becomes of each. */
export function VersionsTable({ binding, drafts, after }: VersionsTableProps) {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="variation-versions">
      <h2 id="variation-versions">{t('variation.versions')}</h2>
      <div className={classes['frame']} tabIndex={0} role="region" aria-labelledby="variation-versions">
        <table className={classes['versions']}>
          <thead>
            <tr>
              <th scope="col">{t('variation.before')}</th>
              <th scope="col">{after}</th>
              <th scope="col">{t('variation.what')}</th>
            </tr>
          </thead>
          <tbody>
            {pairsOf(binding, drafts).map((pair) => (
              <tr key={pair.key}>
                <td>{pair.before ? <RuleText rule={pair.before} /> : <span aria-hidden="true">—</span>}</td>
                <td>
                  <After pair={pair} />
                </td>
                <td>
                  <Changes pair={pair} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
