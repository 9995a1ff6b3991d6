import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Answer } from '../api/client.ts'
import { deviceClockEventsQuery, securityEventsQuery } from '../api/queries.ts'
import { age } from '../format/duration.ts'
import { clockWithSeconds, date } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column } from '../parts/DataTable.tsx'
import { ListPage } from './ListPage.tsx'
import classes from './administration.module.css'

type ClockEvent = Answer<'listDeviceClockEvents'>['events'][number]

interface Row {
  readonly at: string
  readonly deviceId: string | null
  readonly identifier: string | null
  readonly what: string
  readonly source: string | null
  readonly otherSource: string | null
}

function useClockText(): (event: ClockEvent) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  return ({ kind, byMs, at }) => {
    // Years off, its own date tells more than the distance.
    if (kind === 'restarted') return t('deviceClock.restarted', { date: date(Date.parse(at) + byMs, language) })
    const by = age(Math.abs(byMs), language)
    if (kind === 'ahead') return t('deviceClock.ahead', { by })
    return byMs < 0 ? t('deviceClock.jumped-back', { by }) : t('deviceClock.jumped-ahead', { by })
  }
}

/** Signs that somebody pretends to be a device, and clocks of devices that stood wrong: what an engineer looks into. */
export function SecurityPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const clockText = useClockText()
  const signs = useQuery(securityEventsQuery)
  const clocks = useQuery(deviceClockEventsQuery)
  const rows =
    signs.data &&
    clocks.data &&
    [
      ...signs.data.events.map((event): Row => ({
        ...event,
        what: t(`securityEvent.${event.kind}`, { name: event.byName ?? t('app.unknown'), what: event.detail ?? '' }),
      })),
      ...clocks.data.events.map((event): Row => ({ ...event, what: clockText(event), source: null, otherSource: null })),
    ].toSorted((a, b) => b.at.localeCompare(a.at))
  const columns: Column<Row>[] = [
    {
      title: t('log.at'),
      cell: ({ at }) => `${date(Date.parse(at), language)}, ${clockWithSeconds(Date.parse(at))}`,
    },
    { title: t('security.what'), cell: ({ what }) => what },
    {
      title: t('person.device'),
      cell: ({ deviceId, identifier }) => (
        <span className={classes['identifier']}>{identifier ?? (deviceId === null ? '' : t('app.unknown'))}</span>
      ),
    },
    { title: t('security.from'), cell: ({ source }) => source },
    { title: t('security.other'), cell: ({ otherSource }) => otherSource },
  ]
  return (
    <ListPage
      title={t('security.title')}
      query={signs.isError ? signs : clocks}
      rows={rows}
      columns={columns}
      keyOf={(event, i) => `${event.at} ${event.deviceId} ${i}`}
      wordsOf={(event) => [event.identifier, event.source, event.otherSource, event.what]}
      empty={t('security.empty')}
    />
  )
}
