import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type PersonDetail } from '../api/queries.ts'
import classes from './commands.module.css'

interface DeviceChoiceProps {
  readonly kit: PersonDetail['kit']
  readonly deviceId: string
  readonly onChange: (deviceId: string) => void
}

/** Which device of the kit; where there is one only, nothing has to be chosen. */
export function DeviceChoice({ kit, deviceId, onChange }: DeviceChoiceProps) {
  const { t } = useTranslation()
  const nameOf = ({ model, role, identifier }: PersonDetail['kit'][number]) =>
    t('ask.oneDevice', { model, role: t(`deviceRole.${role}`), identifier })
  const [only, ...others] = kit
  if (only && others.length === 0) {
    return (
      <p className={classes['one']}>
        <b>{t('ask.device')}</b> {nameOf(only)}
      </p>
    )
  }
  return (
    <Radio.Group label={t('ask.device')} value={deviceId} onChange={onChange}>
      <Stack gap={4} mt={8}>
        {kit.map((device) => (
          <Radio key={device.deviceId} value={device.deviceId} label={nameOf(device)} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
