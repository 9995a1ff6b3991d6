import { Button, Group } from '@mantine/core'
import { api } from '@bilezik/contract'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { useCan } from '../session/use-session.ts'
import { SettleDialog } from './SettleDialog.tsx'
import { paperName } from './paper-name.ts'
import { type Delivery } from './queries.ts'
import { saidText } from './said-text.ts'
import { needsPerson, outcomesOf, stateKey } from './settle-delivery.ts'
import { useDeliveryActions } from './use-delivery-actions.tsx'
import classes from './deliveries.module.css'

interface DeliveryTableProps {
  readonly label: string
  readonly deliveries: readonly Delivery[] | undefined
  readonly empty: string
  /** Left out where it is the same in every line. */
  readonly hasPerson: boolean
}

/** What was sent to whom, how far it is, why it is no further, and what is left for a person to do. */
export function DeliveryTable({ label, deliveries, empty, hasPerson }: DeliveryTableProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const canSend = useCan('order:prepare')
  const [settled, setSettled] = useState<Delivery | null>(null)
  const { cancel } = useDeliveryActions()
  const at = (iso: string) => dateAndTime(Date.parse(iso), language)
  const person: Column<Delivery> = {
    title: t('deadlines.person'),
    cell: ({ orderId, personName }) => (
      <Link to="/case-files/$orderId" params={{ orderId }}>
        {personName}
      </Link>
    ),
  }
  const columns: Column<Delivery>[] = [
    ...(hasPerson ? [person] : []),
    {
      title: t('deliveries.what'),
      cell: (delivery) => paperName(delivery, t),
    },
    {
      title: t('deliveries.to'),
      cell: ({ recipientName, channel, address }) => (
        <>
          {recipientName[language === 'kk' ? 'kk' : 'ru']}
          <div className={classes['hint']}>
            {address === null ? t(`deliveries.channel.${channel}`) : `${t(`deliveries.channel.${channel}`)}: ${address}`}
          </div>
        </>
      ),
    },
    { title: t('deliveries.askedAt'), cell: ({ askedAt }) => at(askedAt) },
    { title: t('deliveries.stateTitle'), cell: (delivery) => <State delivery={delivery} /> },
    {
      title: t('deliveries.todo'),
      cell: (delivery) =>
        canSend && (
          <Group gap={8}>
            {delivery.channel === 'print' && delivery.state === 'queued' && (
              <a
                href={`${api.getCoverSheet.path.replace(':deliveryId', delivery.id)}?language=${language}`}
                target="_blank"
                rel="noreferrer"
              >
                {t('deliveries.cover')}
              </a>
            )}
            {delivery.state === 'queued' && (
              <Button variant="default" size="compact-xs" flex="none" onClick={() => cancel(delivery)}>
                {t('deliveries.cancel')}
              </Button>
            )}
            {outcomesOf(delivery).length > 0 && (
              <Button variant="default" size="compact-xs" flex="none" onClick={() => setSettled(delivery)}>
                {t(`deliveries.settle.${delivery.channel === 'print' && delivery.state === 'queued' ? 'print' : 'sent'}`)}
              </Button>
            )}
          </Group>
        ),
    },
  ]
  return (
    <>
      <DataTable label={label} columns={columns} rows={deliveries} keyOf={({ id }) => id} empty={empty} />
      {settled && <SettleDialog delivery={settled} onClose={() => setSettled(null)} />}
    </>
  )
}

/** The state, and behind it what is known of it: who received it, why it was refused, when it is tried again. */
function State({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const at = (iso: string) => dateAndTime(Date.parse(iso), language)
  const { state, attempts, receivedBy, receivedAt, proofFileId, reason, nextAt, orderId } = delivery
  const last = attempts.at(-1)
  const isTrouble = state !== 'sent' && state !== 'delivered' && last?.outcome !== 'accepted'
  return (
    <>
      <span className={classes['state']} data-needs={needsPerson(delivery) || undefined}>
        {t(`deliveries.state.${stateKey(delivery)}`)}
      </span>
      {receivedBy !== null && receivedAt !== null && <div className={classes['hint']}>{`${receivedBy}, ${at(receivedAt)}`}</div>}
      {proofFileId !== null && (
        <div>
          <a href={`/api/orders/${orderId}/files/${proofFileId}`} download>
            {t('deliveries.proof')}
          </a>
        </div>
      )}
      {state === 'sent' && last?.endedAt && <div className={classes['hint']}>{at(last.endedAt)}</div>}
      {reason !== null && <div className={classes['hint']}>{reason}</div>}
      {isTrouble && last?.detail && <div className={classes['hint']}>{saidText(last.detail, t)}</div>}
      {nextAt !== null && attempts.length > 0 && (
        <div className={classes['hint']}>{t('deliveries.nextAt', { at: at(nextAt), count: attempts.length })}</div>
      )}
    </>
  )
}
