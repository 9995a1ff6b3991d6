import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { useNow } from '../feed/live.ts'
import { age } from '../format/duration.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { FormProblem } from '../parts/FormProblem.tsx'
import { type Fitting, fittingQuery } from './fitting-query.ts'
import classes from './fitting.module.css'

/** What each piece has said since the fitting, and in words what is still wanting. */
export function SelfTestSection({ fitting }: { readonly fitting: Fitting }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(1_000)
  const queryClient = useQueryClient()
  const [isByHand, setIsByHand] = useState(false)
  const test = useMutation({
    mutationFn: () => call('takeSelfTest', { params: { orderId: fitting.orderId }, body: { isStrapCheckedByHand: isByHand } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: fittingQuery(fitting.orderId).queryKey }),
  })
  const wantingOf = (piece: Fitting['kit'][number]): string[] => {
    if (!piece.speaks) return []
    return [
      ...(piece.heardAt === null ? [t('fitting.wanting.contact')] : []),
      ...(piece.role !== 'fixed' && piece.fix === null ? [t('fitting.wanting.fix')] : []),
      ...(piece.role === 'worn' && piece.strap === 'open' ? [t('fitting.wanting.strapOpen')] : []),
      ...(piece.role === 'worn' && piece.strap === null ? [t('fitting.wanting.strapUnknown')] : []),
      ...(piece.batteryPercent === null ? [t('fitting.wanting.batteryUnknown')] : []),
      ...(piece.batteryPercent !== null && piece.batteryPercent < 50 ? [t('fitting.wanting.battery')] : []),
    ]
  }
  const last = fitting.selfTest
  const isPassed = last !== null && last.hasContact && last.hasFix && last.isStrapClosed
  return (
    <section>
      <h2>{t('fitting.selfTest')}</h2>
      <ul className={classes['kit']}>
        {fitting.kit.map((piece) => (
          <li key={piece.deviceId}>
            <strong>{piece.identifier}</strong>{' '}
            {piece.heardAt === null
              ? t('fitting.notHeard')
              : t('fitting.heard', { age: age(now - Date.parse(piece.heardAt), language) })}
            {piece.batteryPercent !== null && `, ${t('fitting.battery', { percent: piece.batteryPercent })}`}
            {piece.strap === 'closed' && `, ${t('fitting.strapClosed')}`}
            {wantingOf(piece).map((text) => (
              <p key={text} className={classes['wanting']}>
                {text}
              </p>
            ))}
          </li>
        ))}
      </ul>
      <div className={classes['fields']}>
        <Checkbox
          label={t('fitting.strapByHand')}
          checked={isByHand}
          onChange={(event) => setIsByHand(event.currentTarget.checked)}
        />
        <Button onClick={() => test.mutate()} loading={test.isPending}>
          {t('fitting.takeSelfTest')}
        </Button>
      </div>
      {last && <p role="status">{isPassed ? t('fitting.passed') : t('fitting.notPassed')}</p>}
      <FormProblem error={test.error} />
    </section>
  )
}
