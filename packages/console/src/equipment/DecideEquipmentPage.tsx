import {
  type EquipmentClass,
  type EquipmentConsideration,
  equipmentConsiderations,
  homeCoverages,
  homePowers,
} from '@bilezik/domain'
import { Button, Checkbox, NativeSelect, Skeleton, Stack, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../api/client.ts'
import { caseFilesQuery } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import { FormActions } from '../parts/FormActions.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'
import classes from './equipment.module.css'

type Proposal = Answer<'getEquipmentProposal'>
const proposalKey = (orderId: string) => ['equipment-proposal', orderId]

/** `{{…}}` of a reason or concern that a newer server knows and this page does not is shown by its code. */
function useWords() {
  const { t } = useTranslation()
  return {
    reason: (code: string) => t(`decision.reason.${code}` as 'decision.reason.worn-witness', { defaultValue: code }),
    concern: (code: string) => t(`decision.concern.${code}` as 'decision.concern.ask-physician', { defaultValue: code }),
  }
}

/** What is technically possible at the residence; recorded, and the proposal made anew. */
function Feasibility({ orderId, known }: { readonly orderId: string; readonly known: Proposal['considered']['feasibility'] }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [power, setPower] = useState(known?.power ?? 'steady')
  const [coverage, setCoverage] = useState(known?.coverage ?? 'good')
  const [considerations, setConsiderations] = useState<readonly EquipmentConsideration[]>(known?.considerations ?? [])
  const note = useMutation({
    mutationFn: () => {
      const checkedOn = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)
      const record = { kind: 'feasibility' as const, power, coverage, considerations: [...considerations], checkedOn }
      return call('addCaseRecords', { params: { orderId }, body: { records: [record] } })
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: proposalKey(orderId) }),
  })
  return (
    <fieldset className={classes['facts']}>
      <legend>{t('decision.residence')}</legend>
      <NativeSelect
        label={t('decision.powerLabel')}
        data={homePowers.map((value) => ({ value, label: t(`decision.power.${value}`) }))}
        value={power}
        onChange={(event) => setPower(homePowers.find((one) => one === event.currentTarget.value) ?? power)}
      />
      <NativeSelect
        label={t('decision.coverageLabel')}
        data={homeCoverages.map((value) => ({ value, label: t(`decision.coverage.${value}`) }))}
        value={coverage}
        onChange={(event) => setCoverage(homeCoverages.find((one) => one === event.currentTarget.value) ?? coverage)}
      />
      {equipmentConsiderations.map((one) => (
        <Checkbox
          key={one}
          label={t(`decision.consideration.${one}`)}
          checked={considerations.includes(one)}
          onChange={(event) =>
            setConsiderations(
              event.currentTarget.checked ? [...considerations, one] : considerations.filter((each) => each !== one),
            )
          }
        />
      ))}
      <Button variant="default" size="compact-sm" onClick={() => note.mutate()} loading={note.isPending}>
        {t('decision.noteFacts')}
      </Button>
      <FormProblem error={note.error} />
    </fieldset>
  )
}

function Choice({
  orderId,
  proposal,
  onClose,
}: {
  readonly orderId: string
  readonly proposal: Proposal
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const words = useWords()
  const queryClient = useQueryClient()
  const [chosen, setChosen] = useState<readonly EquipmentClass[] | null>(null)
  const [isVibrationOnly, setIsVibrationOnly] = useState(true)
  const [reasons, setReasons] = useState('')
  const proposed = proposal.classes.filter(({ isProposed, isListed }) => isProposed && isListed)
  const equipment = chosen ?? proposed.map(({ equipmentClass }) => equipmentClass)
  const decide = useMutation({
    mutationFn: () =>
      call('decideEquipment', {
        params: { orderId },
        body: { equipment: [...equipment], isVibrationOnly, reasons: reasons.trim() },
      }),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: caseFilesQuery.queryKey }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!decide.isPending) decide.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        <fieldset className={classes['facts']}>
          <legend>{t('decision.classes')}</legend>
          {proposal.classes.map(({ equipmentClass, reasons: because, isListed, free }) => (
            <Checkbox
              key={equipmentClass}
              label={t(`equipmentClass.${equipmentClass}`)}
              description={[
                ...because.map(words.reason),
                isListed ? t('decision.free', { total: free }) : t('decision.notListed'),
              ].join('. ')}
              disabled={!isListed}
              checked={equipment.includes(equipmentClass)}
              onChange={(event) =>
                setChosen(
                  event.currentTarget.checked
                    ? [...equipment, equipmentClass]
                    : equipment.filter((each) => each !== equipmentClass),
                )
              }
            />
          ))}
        </fieldset>
        <Checkbox
          label={t('decision.vibration')}
          checked={isVibrationOnly}
          disabled={proposal.isVibrationOnly}
          onChange={(event) => setIsVibrationOnly(event.currentTarget.checked)}
        />
        <Textarea
          label={t('decision.reasons')}
          description={t('decision.reasonsHint')}
          required
          withAsterisk={false}
          maxLength={1_000}
          autosize
          minRows={2}
          value={reasons}
          onChange={(event) => setReasons(event.currentTarget.value)}
        />
      </Stack>
      <FormProblem error={decide.error} />
      <FormActions onCancel={onClose}>
        <Button type="submit" loading={decide.isPending}>
          {t('decision.submit')}
        </Button>
      </FormActions>
    </form>
  )
}

/** The head's decision on equipment: what the law's proposal says and why, what is in stock, and the head's own reasons. */
export function DecideEquipmentPage() {
  const { t } = useTranslation()
  const words = useWords()
  const navigate = useNavigate()
  const { orderId } = useParams({ from: '/signed-in/case-files/$orderId/equipment-decision' })
  usePageTitle(t('decision.title'))
  const query = useQuery({
    queryKey: proposalKey(orderId),
    queryFn: ({ signal }) => call('getEquipmentProposal', { params: { orderId }, signal }),
  })
  const proposal = query.data
  const concealment = proposal?.considered.concealment
  const close = () => void navigate({ to: '/case-files/$orderId', params: { orderId } })
  if (query.isError && !proposal) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  if (!proposal) return <Skeleton height={200} m={16} radius={2} animate={false} role="img" aria-label={t('app.loading')} />
  return (
    <div className={classes['page']}>
      <h1>{t('decision.title')}</h1>
      {proposal.concerns.length > 0 && (
        <ul className={classes['concerns']}>
          {proposal.concerns.map((code) => (
            <li key={code}>{words.concern(code)}</li>
          ))}
        </ul>
      )}
      {concealment && (
        <dl className={classes['considered']}>
          {(['health', 'lifestyle', 'placesVisited', 'waysOfMoving', 'maritalStatus'] as const).map((name) => (
            <div key={name}>
              <dt>{t(`fitting.concealmentField.${name}`)}</dt>
              <dd>{concealment[name]}</dd>
            </div>
          ))}
        </dl>
      )}
      <Feasibility orderId={orderId} known={proposal.considered.feasibility} />
      <Choice orderId={orderId} proposal={proposal} onClose={close} />
    </div>
  )
}
