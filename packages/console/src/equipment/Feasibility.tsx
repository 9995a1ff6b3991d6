import { type EquipmentConsideration, equipmentConsiderations, homeCoverages, homePowers } from '@bilezik/domain'
import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { FormProblem } from '../parts/FormProblem.tsx'
import classes from './equipment.module.css'
import { type Proposal, proposalQuery } from './proposal-query.ts'

/** What is technically possible at the residence; recorded, and the proposal made anew. */
interface FeasibilityProps {
  readonly orderId: string
  readonly known: Proposal['considered']['feasibility']
  /** Whether what stands here differs from what is recorded: the proposal then rests on something else. */
  readonly onUnnoted: (isUnnoted: boolean) => void
}

export function Feasibility({ orderId, known, onUnnoted }: FeasibilityProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [power, setPower] = useState(known?.power ?? 'steady')
  const [coverage, setCoverage] = useState(known?.coverage ?? 'good')
  const [considerations, setConsiderations] = useState<readonly EquipmentConsideration[]>(known?.considerations ?? [])
  const isUnnoted =
    power !== (known?.power ?? 'steady') ||
    coverage !== (known?.coverage ?? 'good') ||
    equipmentConsiderations.some((one) => considerations.includes(one) !== (known?.considerations.includes(one) ?? false))
  useEffect(() => onUnnoted(isUnnoted), [isUnnoted, onUnnoted])
  const note = useMutation({
    mutationFn: () => {
      const checkedOn = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)
      const record = { kind: 'feasibility' as const, power, coverage, considerations: [...considerations], checkedOn }
      return call('addCaseRecords', { params: { orderId }, body: { records: [record] } })
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: proposalQuery(orderId).queryKey }),
  })
  return (
    <fieldset className={classes['facts']}>
      <legend>{t('decision.residence')}</legend>
      <div className={classes['pair']}>
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
      </div>
      <div className={classes['ticks']}>
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
      </div>
      <Button variant={isUnnoted ? 'filled' : 'default'} size="compact-sm" onClick={() => note.mutate()} loading={note.isPending}>
        {t('decision.noteFacts')}
      </Button>
      <FormProblem error={note.error} />
    </fieldset>
  )
}
