import { type DeviceCommandKind, deviceCommandKinds } from '@bilezik/domain'
import { Radio, Stack } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './commands.module.css'

interface CommandChoiceProps {
  readonly kind: DeviceCommandKind
  readonly isObeyed: (kind: DeviceCommandKind) => boolean
  readonly onChange: (kind: DeviceCommandKind) => void
  /** Why some cannot be chosen; null where all can. */
  readonly whyNotAll: string | null
  /** What the chosen one is asked with. */
  readonly children: ReactNode
}

export function CommandChoice({ kind, isObeyed, onChange, whyNotAll, children }: CommandChoiceProps) {
  const { t } = useTranslation()
  return (
    <Radio.Group
      label={t('ask.what')}
      value={kind}
      onChange={(value) => onChange(deviceCommandKinds.find((known) => known === value) ?? kind)}
    >
      <Stack gap={8} mt={8}>
        {deviceCommandKinds.map((known) => (
          <Fragment key={known}>
            <Radio
              value={known}
              label={t(`commandKind.${known}`)}
              description={t(`commandHint.${known}`)}
              classNames={{ labelWrapper: classes['choice'] ?? '' }}
              disabled={!isObeyed(known)}
              {...(known === kind && { 'data-autofocus': true })}
            />
            {known === kind && children}
          </Fragment>
        ))}
      </Stack>
      {whyNotAll !== null && <p className={classes['whyNot']}>{whyNotAll}</p>}
    </Radio.Group>
  )
}
