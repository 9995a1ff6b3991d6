import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ExplanationAnswer } from '../api/queries.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { BeliefChart } from './BeliefChart.tsx'
import { EvidenceMap } from './EvidenceMap.tsx'
import { FixTable } from './FixTable.tsx'
import { copyText } from './copy-text.ts'
import classes from './explain.module.css'
import { reportText, sentencesByPart } from './report-text.ts'

/** Sentences on the left; what they rest on, where there are positions, on the right. */
export function ExplanationView({ answer }: { readonly answer: ExplanationAnswer }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const root = useRef<HTMLDivElement>(null)
  const { alert, explanation, person, incident } = answer
  const { fixes, threshold, statements } = explanation
  const [selectedId, setSelectedId] = useState(fixes.at(-1)?.readingId ?? null)
  const [hasSums, setHasSums] = useState(false)
  const teller = { t, language, dayMs: Date.parse(alert.beganAt) }
  const subject = t('explain.subject', { person: person.name, number: String(incident.number) })
  const copy = async () => {
    if (!root.current) return
    const isCopied = await copyText(reportText({ ...answer, subject }, teller), root.current)
    notifications.show({
      id: 'explanation-copied',
      message: t(isCopied ? 'explain.copied' : 'explain.copyFailed'),
      autoClose: isCopied ? 3_000 : 10_000,
      ...(!isCopied && { color: 'red', role: 'alert' }),
    })
  }
  return (
    <div ref={root} className={classes['view']} data-places={fixes.length > 0} data-testid="explanation">
      <header className={classes['head']}>
        <p>{subject}</p>
        {fixes.length > 0 && (
          <Button variant="default" aria-pressed={hasSums} onClick={() => setHasSums(!hasSums)}>
            {t('explain.sums')}
          </Button>
        )}
        <Button variant="default" onClick={() => void copy()}>
          {t('explain.copy')}
        </Button>
      </header>
      <div className={classes['sentences']} tabIndex={0} role="group" aria-label={t('explain.open')}>
        {sentencesByPart(statements, teller).map(({ part, sentences }) => (
          <section key={part}>
            <h3>{t(`explainPart.${part}`)}</h3>
            <ul>
              {sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </section>
        ))}
        <p className={classes['foot']}>
          {t('explain.reportEngine', { version: answer.engineVersion })}. {t('explain.reportClock')}
        </p>
      </div>
      {fixes.length > 0 && (
        <div className={classes['evidence']}>
          <BeliefChart
            explanation={explanation}
            zoneName={answer.zone?.name ?? ''}
            noticedAtMs={Date.parse(alert.noticedAt)}
            selectedId={selectedId}
            onSelect={setSelectedId}
          />
          <EvidenceMap answer={answer} fixes={fixes} selectedId={selectedId} />
          <FixTable fixes={fixes} threshold={threshold} hasSums={hasSums} selectedId={selectedId} onSelect={setSelectedId} />
          {hasSums && <p className={classes['foot']}>{t('explain.sumsHint')}</p>}
        </div>
      )}
    </div>
  )
}
