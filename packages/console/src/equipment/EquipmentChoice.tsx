import { type EquipmentClass } from '@bilezik/domain'
import { Button, Checkbox, Stack, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { caseFilesQuery } from '../api/queries.ts'
import { FormActions } from '../parts/FormActions.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'
import { useDecisionWords } from './decision-words.ts'
import classes from './equipment.module.css'
import { type Proposal } from './proposal-query.ts'

interface ClassFactsProps {
  readonly facts: Proposal['classes'][number]
  readonly isChosen: boolean
}

/** Why it is proposed, and whether there is one to give: what is chosen and not there is said aloud. */
function ClassFacts({ facts: { isProposed, reasons, isListed, free }, isChosen }: ClassFactsProps) {
  const { t } = useTranslation()
  const words = useDecisionWords()
  if (!isListed) return t('decision.notListed')
  return (
    <>
      {isProposed && (
        <span className={classes['proposed']}>{t('decision.proposed', { reasons: reasons.map(words.reason).join('; ') })} </span>
      )}
      {isChosen && free === 0 ? (
        <span className={classes['short']}>{t('decision.noneFree')}</span>
      ) : (
        t('decision.free', { total: free })
      )}
    </>
  )
}

interface ChoiceProps {
  readonly orderId: string
  readonly proposal: Proposal
  /** Facts stand beside it that are not recorded yet. */
  readonly isUnnoted: boolean
  readonly onClose: () => void
}

/** The head's choice, with the proposal and its reasons beside each class; it begins as proposed. */
export function EquipmentChoice({ orderId, proposal, isUnnoted, onClose }: ChoiceProps) {
  const { t } = useTranslation()
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
  const whyNot = isUnnoted ? t('decision.whyUnnoted') : equipment.length === 0 ? t('decision.whyNothing') : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!decide.isPending && whyNot === null) decide.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        <fieldset className={classes['facts']}>
          <legend>{t('decision.classes')}</legend>
          {proposal.classes.map((facts) => (
            <Checkbox
              key={facts.equipmentClass}
              label={t(`equipmentClass.${facts.equipmentClass}`)}
              description={<ClassFacts facts={facts} isChosen={equipment.includes(facts.equipmentClass)} />}
              disabled={!facts.isListed}
              checked={equipment.includes(facts.equipmentClass)}
              onChange={(event) =>
                setChosen(
                  event.currentTarget.checked
                    ? [...equipment, facts.equipmentClass]
                    : equipment.filter((each) => each !== facts.equipmentClass),
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
      <p role="status" className={classes['short']}>
        {whyNot}
      </p>
      <FormProblem error={decide.error} />
      <FormActions onCancel={onClose}>
        <Button type="submit" disabled={whyNot !== null} loading={decide.isPending}>
          {t('decision.submit')}
        </Button>
      </FormActions>
    </form>
  )
}
