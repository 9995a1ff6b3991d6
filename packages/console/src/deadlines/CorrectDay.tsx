import { Modal, Radio, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { problemText } from '../app/problem-text.ts'
import { FormActions } from '../parts/FormActions.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import classes from './deadlines.module.css'

/** A day put right, with its decree. It stays on record; running deadlines do not move by it. */
export function CorrectDay({ year, onClose }: { readonly year: number; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [on, setOn] = useState('')
  const [kind, setKind] = useState<'off' | 'worked'>('off')
  const [decree, setDecree] = useState('')
  const correct = useMutation({
    mutationFn: () => call('correctCalendar', { body: { days: [{ on, isDayOff: kind === 'off' }], decree: decree.trim() } }),
    onSuccess: onClose,
    onError: (error) => notifications.show({ color: 'red', message: problemText(error, t) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['calendar'] }),
  })
  return (
    <Modal opened onClose={onClose} size={480} title={t('calendar.correct')} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <TextInput
        data-autofocus
        type="date"
        label={t('calendar.date')}
        min={`${year}-01-01`}
        max={`${year}-12-31`}
        value={on}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <Radio.Group
        mt={8}
        label={t('calendar.isOff')}
        value={kind}
        onChange={(value) => setKind(value === 'worked' ? 'worked' : 'off')}
      >
        <Stack gap={8} mt={8}>
          <Radio value="off" label={t('calendar.dayOff')} />
          <Radio value="worked" label={t('calendar.workedDay')} />
        </Stack>
      </Radio.Group>
      <TextInput
        mt={8}
        label={t('calendar.decree')}
        maxLength={500}
        value={decree}
        onChange={(event) => setDecree(event.currentTarget.value)}
      />
      <p className={classes['hint']}>{t('calendar.hint')}</p>
      <FormActions onCancel={onClose}>
        <ReasonedButton
          whyNot={on === '' || decree.trim() === '' ? t('calendar.whyNot') : null}
          onClick={() => correct.mutate()}
          loading={correct.isPending}
        >
          {t('calendar.submit')}
        </ReasonedButton>
      </FormActions>
    </Modal>
  )
}
