import { assumptionText } from '@bilezik/domain'
import { useTranslation } from 'react-i18next'
import { type CaseFile } from '../api/queries.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Citation } from '../parts/Citation.tsx'
import { findingText } from './finding-text.ts'
import classes from './case-files.module.css'

type Finding = CaseFile['blocks'][number]

/** Where a finding comes from: the provision, or that it is a policy; and what was assumed where the text is unclear. */
export function Source({ citation, needsLawyer }: Pick<Finding, 'citation' | 'needsLawyer'>) {
  const { t } = useTranslation()
  const language = useLanguage()
  const assumed = needsLawyer === null ? undefined : assumptionText(needsLawyer, language)
  return (
    <span className={classes['source']} title={assumed}>
      {citation === null ? t('caseFile.policy') : <Citation code={citation} />}
      {assumed !== undefined && ` · ${t('caseFile.assumed')}`}
    </span>
  )
}

/** A bar across for what blocks, a point of exclamation for what is to be noted: none of the shapes that tell severity. */
export function Mark({ isBlocking }: { readonly isBlocking: boolean }) {
  return (
    <svg className={classes['mark']} viewBox="0 0 10 10" aria-hidden="true">
      <path d={isBlocking ? 'M1 1l8 8M9 1l-8 8' : 'M5 0v6M5 8v2'} />
    </svg>
  )
}

interface FindingsProps {
  readonly findings: readonly Finding[]
  readonly isBlocking?: boolean
}

/** What the law or a policy says of the file, each with its source. A shape tells what blocks, beside the words. */
export function Findings({ findings, isBlocking = false }: FindingsProps) {
  const { t } = useTranslation()
  return (
    <ul className={classes['findings']}>
      {findings.map((finding) => (
        <li key={finding.code}>
          <Mark isBlocking={isBlocking} />
          {findingText(finding.code, t)} <Source {...finding} />
        </li>
      ))}
    </ul>
  )
}
