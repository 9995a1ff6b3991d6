import { type RecordedMove } from '@bilezik/domain'
import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { protocolTitle } from '../administration/protocol-titles.ts'
import { useOrganisations } from '../administration/use-organisations.ts'
import { Failure } from '../app/Failure.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import { ChangeForm } from '../changes/ChangeForm.tsx'
import { tenge } from '../format/number.ts'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useCan } from '../session/use-session.ts'
import { ConditionMark } from './ConditionMark.tsx'
import { CustodyChain } from './CustodyChain.tsx'
import { Wearer } from './Wearer.tsx'
import classes from './equipment.module.css'
import { itemForm } from './item-form.ts'
import { moveForm } from './move-forms.ts'
import { type ItemDetail, itemQuery } from './queries.ts'

function Facts({ item }: { readonly item: ItemDetail }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { nameOf } = useOrganisations()
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('admin.model'), item.model],
    [t('equipment.class'), item.equipmentClass === null ? t('equipment.noClass') : t(`equipmentClass.${item.equipmentClass}`)],
    [t('equipment.serialNumber'), item.serialNumber],
    [t('equipment.inventoryNumber'), item.inventoryNumber],
    [t('admin.protocol'), item.protocol === null ? t('equipment.noProtocol') : protocolTitle(item.protocol)],
    [t('equipment.iccid'), [item.iccid, item.simOperator].filter(Boolean).join(' · ')],
    [t('equipment.firmware'), item.firmware],
    [t('equipment.valueTenge'), item.valueTenge === null ? null : tenge(item.valueTenge, language)],
    [t('admin.organisation'), nameOf(item.organisationId)],
    [t('equipment.holder'), item.holder],
    [t('equipment.location'), item.location],
    [t('equipment.registeredAt'), dateAndTime(Date.parse(item.registeredAt), language)],
  ]
  return (
    <dl className={classes['itemFacts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value || t('app.unknown')}</dd>
        </div>
      ))}
    </dl>
  )
}

/** How it stands, and what that keeps from being done with it. */
function Standing({ item }: { readonly item: ItemDetail }) {
  const { t } = useTranslation()
  const { inKitOf, condition } = item
  return (
    <p className={classes['standing']}>
      <ConditionMark condition={condition} />
      {inKitOf && (
        <span>
          {t('equipment.inKitOf')} <Wearer {...inKitOf} /> ({t(`equipment.role.${inKitOf.role}`)}). {t('equipment.inKitHint')}
        </span>
      )}
      {!inKitOf && condition === 'serviceable' && <span>{t('equipment.canBeIssued')}</span>}
      {!inKitOf && condition !== 'serviceable' && <span>{t('equipment.cannotBeIssued')}</span>}
    </p>
  )
}

type Open = RecordedMove | 'correct' | null

function ItemActions({ item }: { readonly item: ItemDetail }) {
  const { t } = useTranslation()
  const canChange = useCan('device:change')
  const { options } = useOrganisations()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const isOver = item.condition === 'written-off'
  if (!canChange) return null
  return (
    <div className={classes['actions']}>
      {item.possibleMoves.map((move) => (
        <Button key={move} variant="default" size="compact-sm" onClick={() => setOpen(move)}>
          {t(`equipment.do.${move}`)}
        </Button>
      ))}
      <ReasonedButton
        variant="default"
        size="compact-sm"
        whyNot={isOver ? t('equipment.whyWrittenOff') : null}
        onClick={() => setOpen('correct')}
      >
        {t('equipment.correct')}
      </ReasonedButton>
      {open !== null && (
        <ChangeForm key={open} spec={open === 'correct' ? itemForm(item, t) : moveForm(item, open, options, t)} onClose={close} />
      )}
    </div>
  )
}

/** One piece: what is known of it, how it stands, and who had it when. */
export function ItemPage() {
  const { t } = useTranslation()
  const { deviceId } = useParams({ from: '/signed-in/administration/equipment/$deviceId' })
  const query = useQuery(itemQuery(deviceId))
  const item = query.data
  usePageTitle(item ? `${t('equipment.title')}: ${item.identifier}` : t('equipment.title'))
  if (query.isError && !item) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  if (!item) return <Skeleton height={200} m={16} radius={2} animate={false} role="img" aria-label={t('app.loading')} />
  return (
    <div className={classes['item']} data-narrow>
      <Link to="/administration/equipment">{t('equipment.backToRegister')}</Link>
      <h1>
        {item.model} <span className={classes['identifier']}>{item.identifier}</span>
      </h1>
      <Standing item={item} />
      <ItemActions item={item} />
      <Facts item={item} />
      <CustodyChain moves={item.moves} />
    </div>
  )
}
