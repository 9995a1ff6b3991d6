import { type DeviceRole, deviceRoles } from '@bilezik/domain'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { FormProblem } from '../parts/FormProblem.tsx'
import { ScanButton } from './ScanButton.tsx'
import { type Fitting, fittingQuery } from './fitting-query.ts'
import classes from './fitting.module.css'
import { type FittingWork } from './use-fitting-draft.ts'

const roleOf = (text: string | undefined): DeviceRole => deviceRoles.find((role) => role === text) ?? 'worn'

/** The kit, piece by piece, by what is printed on each. */
export function KitSection({ fitting, work }: { readonly fitting: Fitting; readonly work: FittingWork }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { fields } = work.draft
  const isBefore = fitting.state === 'equipment-decided'
  const remove = useMutation({
    mutationFn: (deviceId: string) => call('unpairDevice', { params: { orderId: fitting.orderId, deviceId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: fittingQuery(fitting.orderId).queryKey }),
  })
  const add = (event: FormEvent) => {
    event.preventDefault()
    const code = (fields['code'] ?? '').trim()
    if (code === '') return
    work.enqueue({ id: crypto.randomUUID(), kind: 'pair', code, role: roleOf(fields['role']) }, ['code', 'role'])
  }
  return (
    <section>
      <h2>{t('fitting.kit')}</h2>
      <p className={classes['hint']}>
        {t('fitting.decided', {
          classes: fitting.decided.map((one) => t(`equipmentClass.${one}`)).join(t('app.listSeparator')),
        })}
      </p>
      <ul className={classes['kit']}>
        {fitting.kit.map((piece) => (
          <li key={piece.deviceId}>
            <strong>{piece.identifier}</strong> {piece.equipmentClass && t(`equipmentClass.${piece.equipmentClass}`)},{' '}
            {t(`fitting.role.${piece.role}`)}
            {isBefore && (
              <Button variant="subtle" size="compact-sm" onClick={() => remove.mutate(piece.deviceId)}>
                {t('fitting.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isBefore && (
        <form onSubmit={add} className={classes['fields']}>
          <TextInput
            label={t('fitting.code')}
            description={t('fitting.codeHint')}
            autoComplete="off"
            maxLength={64}
            value={fields['code'] ?? ''}
            onChange={(event) => work.write('code', event.currentTarget.value)}
          />
          <ScanButton onScan={(code) => work.write('code', code)} />
          <NativeSelect
            label={t('fitting.roleLabel')}
            data={deviceRoles.map((role) => ({ value: role, label: t(`fitting.role.${role}`) }))}
            value={roleOf(fields['role'])}
            onChange={(event) => work.write('role', event.currentTarget.value)}
          />
          <Button type="submit">{t('fitting.add')}</Button>
        </form>
      )}
      <FormProblem error={remove.error} />
    </section>
  )
}
