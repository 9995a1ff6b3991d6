import { useTranslation } from 'react-i18next'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { type Changes } from './form-spec.ts'

type Device = Changes['kit'][number]

/** Every device that was ever with the person under this order, and what became of it. */
export function Kit({ kit }: { readonly kit: Changes['kit'] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const columns: Column<Device>[] = [
    { title: t('changes.kit.device'), cell: ({ device }) => device },
    { title: t('changes.kit.from'), cell: ({ from }) => dateAndTime(Date.parse(from), language) },
    {
      title: t('changes.kit.until'),
      cell: ({ until }) => (until === null ? t('changes.kit.now') : dateAndTime(Date.parse(until), language)),
    },
    { title: t('changes.fateTitle'), cell: ({ fate }) => (fate === null ? '' : t(`changes.fate.${fate}`)) },
  ]
  return (
    <DataTable
      label={t('changes.kit.title')}
      columns={columns}
      rows={kit}
      keyOf={({ deviceId, from }) => `${deviceId} ${from}`}
      empty={t('changes.kit.none')}
    />
  )
}
