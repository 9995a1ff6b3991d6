import { type AttendantCapacity, attendantCapacities } from '@bilezik/domain'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PeopleField } from '../../changes/PeopleField.tsx'
import { choicesOf, fieldsOf } from '../../changes/fields.ts'
import { peopleOf, peopleText } from '../../changes/values.ts'
import { type Fitting } from '../fitting-query.ts'
import classes from '../fitting.module.css'
import { type FittingWork } from '../use-fitting-draft.ts'
import { DrawUp } from './DrawUp.tsx'
import { PaperLine } from './PaperLine.tsx'
import { WrittenPapers } from './WrittenPapers.tsx'
import { type Papers, fittingKinds } from './use-papers.ts'

interface PapersSectionProps {
  readonly fitting: Fitting
  readonly work: FittingWork
  readonly papers: Papers
}

/** What the file knows of the papers by now. Once both are recorded: what comes next. */
function Recorded({ fitting: { act, memo, state, blockedBy } }: { readonly fitting: Fitting }) {
  const { t } = useTranslation()
  const isReady = state === 'fitted' && blockedBy.length === 0
  return (
    <>
      {(act !== null || memo !== null) && (
        <p role="status">
          {act && t('fitting.actThere', { number: act.number })}{' '}
          {memo && t('fitting.memoThere', { outcome: t(`fitting.memoOutcome.${memo.outcome}`) })}
        </p>
      )}
      {isReady && <p>{t('fitting.ready')}</p>}
      {act && memo && state === 'fitted' && !isReady && <p className={classes['wanting']}>{t('fitting.notReady')}</p>}
    </>
  )
}

/** The act of receiving and transmitting, and the memo explained: drawn up and signed here, or written by hand and typed in. */
export function PapersSection({ fitting, work, papers }: PapersSectionProps) {
  const { t } = useTranslation()
  const [isByHand, setIsByHand] = useState(false)
  const isTyped = work.draft.queue.some((one) => one.kind === 'records' && one.records.some(({ kind }) => kind === 'act'))
  const recorded = { 'handover-act': fitting.act, memo: fitting.memo }
  const wanting = isTyped
    ? []
    : fittingKinds.filter((kind) => recorded[kind] === null && !papers.issued.some((paper) => paper.kind === kind))
  const told = papers.listed?.told.attendants.map(({ capacity, name }) => ({ role: capacity, name })) ?? []
  const standBy = work.draft.fields['present'] ?? peopleText(told)
  const attendants = peopleOf({ standBy }, 'standBy', attendantCapacities)
  const capacities = choicesOf(attendantCapacities, (one) => t(`fitting.capacity.${one as AttendantCapacity}`))
  const hint = fitting.isMinor === true ? { hint: t('papers.presentOfMinor') } : {}
  return (
    <section>
      <h2>{t('fitting.papers')}</h2>
      <Recorded fitting={fitting} />
      <div className={classes['fields']}>
        {(wanting.length > 0 || isByHand) && (
          <PeopleField
            field={fieldsOf({ t }).people('present', t('papers.present'), capacities, hint)}
            label={t('papers.present')}
            value={standBy}
            error={null}
            onChange={(value) => work.write('present', value)}
          />
        )}
        {papers.issued.map((paper) => (
          <PaperLine
            key={paper.id}
            paper={paper}
            work={work}
            isElectronicSetUp={papers.listed?.electronicSigning.isSetUp === true}
          />
        ))}
        {wanting.map((kind) => (
          <DrawUp
            key={kind}
            fitting={fitting}
            papers={papers}
            kind={kind}
            present={peopleText(attendants)}
            isOffline={work.isOffline}
          />
        ))}
        {isByHand && <WrittenPapers fitting={fitting} work={work} attendants={attendants} onSaved={() => setIsByHand(false)} />}
        {!isByHand && !isTyped && (
          <Button variant="default" onClick={() => setIsByHand(true)}>
            {t('fitting.paper.byHand')}
          </Button>
        )}
      </div>
    </section>
  )
}
