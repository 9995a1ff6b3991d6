import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { caseFileQuery } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import { Citation } from '../parts/Citation.tsx'
import { EquipmentChoice } from './EquipmentChoice.tsx'
import { Feasibility } from './Feasibility.tsx'
import { useDecisionWords } from './decision-words.ts'
import classes from './equipment.module.css'
import { type Proposal, proposalQuery } from './proposal-query.ts'

/** On what the decision rests: the head decides, by what is known of the person, from the list in force. */
const grounds = [
  { code: '1369 §16', text: 'decision.ground.decides' },
  { code: '1369 §13', text: 'decision.ground.considers' },
  { code: 'PEC 15(1)(1)', text: 'decision.ground.list' },
] as const

/** What was recorded of the person for hiding the equipment. */
function Considered({ concealment }: { readonly concealment: NonNullable<Proposal['considered']['concealment']> }) {
  const { t } = useTranslation()
  return (
    <dl className={classes['considered']}>
      {(['health', 'lifestyle', 'placesVisited', 'waysOfMoving', 'maritalStatus'] as const).map((name) => (
        <div key={name}>
          <dt>{t(`fitting.concealmentField.${name}`)}</dt>
          <dd>{concealment[name]}</dd>
        </div>
      ))}
    </dl>
  )
}

function Concerns({ codes }: { readonly codes: readonly string[] }) {
  const { t } = useTranslation()
  const words = useDecisionWords()
  if (codes.length === 0) return null
  return (
    <section className={classes['concerns']} aria-label={t('decision.concerns')}>
      <h2>{t('decision.concerns')}</h2>
      <ul>
        {codes.map((code) => (
          <li key={code}>{words.concern(code)}</li>
        ))}
      </ul>
    </section>
  )
}

/** The head's decision on equipment: what the law's proposal says and why, what is in stock, and the head's own reasons. */
export function DecideEquipmentPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { orderId } = useParams({ from: '/signed-in/case-files/$orderId/equipment-decision' })
  const [isUnnoted, setIsUnnoted] = useState(false)
  usePageTitle(t('decision.title'))
  const query = useQuery(proposalQuery(orderId))
  const file = useQuery(caseFileQuery(orderId)).data
  const proposal = query.data
  const close = () => void navigate({ to: '/case-files/$orderId', params: { orderId } })
  if (query.isError && !proposal) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  if (!proposal) return <Skeleton height={200} m={16} radius={2} animate={false} role="img" aria-label={t('app.loading')} />
  const { concealment, feasibility } = proposal.considered
  return (
    <div className={classes['page']} data-narrow>
      <h1>
        {t('decision.title')}
        {file && (
          <Link to="/case-files/$orderId" params={{ orderId }} className={classes['whose'] ?? ''}>
            {file.personName}
          </Link>
        )}
      </h1>
      <ul className={classes['grounds']}>
        {grounds.map(({ code, text }) => (
          <li key={code}>
            {t(text)}: <Citation code={code} />
          </li>
        ))}
      </ul>
      <Concerns codes={proposal.concerns} />
      <div className={classes['halves']}>
        <div>
          {concealment && <Considered concealment={concealment} />}
          <Feasibility orderId={orderId} known={feasibility} onUnnoted={setIsUnnoted} />
        </div>
        <EquipmentChoice orderId={orderId} proposal={proposal} isUnnoted={isUnnoted} onClose={close} />
      </div>
    </div>
  )
}
