import type { Language } from '@bilezik/domain'
import { citationText, orderBlock, personBlock, rowsOf } from '../../envelope-blocks.ts'
import { durationOf, wholeNumber } from '../../format/quantity.ts'
import { dayInWords, momentOf } from '../../format/time.ts'
import type { Block, Tone } from '../../layout/block.ts'
import { filled, inWords, said } from '../../wording/say.ts'
import { blindCauseTerms } from '../../wording/blind-causes.ts'
import type { Compose } from '../kind.ts'
import type { InformationReport } from './schema.ts'
import { informationReportWording } from './wording.ts'

type Obligation = InformationReport['obligations'][number]

function sourceOf({ source }: Obligation, language: Language): string {
  const words = said(informationReportWording, language)
  if (source.kind === 'policy') return words.policy
  return source.citation === null ? words.order : citationText(source.citation, language)
}

function complianceBlocks({ obligations }: InformationReport, language: Language): readonly Block[] {
  if (obligations.length === 0) return []
  const words = said(informationReportWording, language)
  const tones: readonly (readonly [Tone, string])[] = [
    ['inside', words.kept],
    ['not-kept', words.notKept],
    ['unknown', words.unclear],
  ]
  const minutesOf = ({ keptMinutes, notKeptMinutes, unclearMinutes }: Obligation) => [keptMinutes, notKeptMinutes, unclearMinutes]
  return [
    {
      kind: 'table',
      heading: words.compliance,
      columns: [
        { title: words.what, share: 6 },
        { title: words.source, share: 5 },
        ...tones.map(([, title]) => ({ title, share: 3, align: 'right' }) as const),
      ],
      rows: obligations.map((obligation) => [
        inWords(obligation.what, language),
        sourceOf(obligation, language),
        ...minutesOf(obligation).map((minutes) => durationOf(minutes, language)),
      ]),
    },
    {
      kind: 'shares',
      heading: words.shares,
      legend: tones,
      rows: obligations.map((obligation) => {
        const minutes = minutesOf(obligation)
        const all = Math.max(
          1,
          minutes.reduce((sum, some) => sum + some, 0),
        )
        return {
          label: inWords(obligation.what, language),
          parts: tones.map(([tone], i) => ({ tone, share: (minutes[i] ?? 0) / all })),
        }
      }),
    },
  ]
}

function presenceBlocks({ days, zone }: InformationReport, language: Language): readonly Block[] {
  if (days.length === 0) return []
  const words = said(informationReportWording, language)
  return [
    {
      kind: 'days',
      heading: zone === null ? words.presence : filled(words.presenceIn, { zone: inWords(zone, language) }),
      legend: [
        ['inside', words.inside],
        ['outside', words.outside],
        ['unknown', words.unknown],
      ],
      days: days.map(({ on, spans }) => ({ label: dayInWords(on, language), spans })),
    },
    { kind: 'paragraph', text: words.outsideMeans },
  ]
}

function blindBlocks({ blind }: InformationReport, language: Language): readonly Block[] {
  const words = said(informationReportWording, language)
  const table: Block = {
    kind: 'table',
    heading: words.blind,
    columns: [
      { title: words.cause, share: 6 },
      { title: words.times, share: 1, align: 'right' },
      { title: words.duration, share: 3, align: 'right' },
    ],
    rows: blind.map(({ cause, times, minutes }) => [
      blindCauseTerms[cause][language],
      wholeNumber(times, language),
      durationOf(minutes, language),
    ]),
  }
  return [...(blind.length > 0 ? [table] : []), { kind: 'paragraph', text: words.unknownMeans }]
}

function eventsBlock({ events }: InformationReport, language: Language): Block {
  const words = said(informationReportWording, language)
  if (events.length === 0) return { kind: 'paragraph', text: words.noEvents }
  return {
    kind: 'table',
    heading: words.events,
    columns: [
      { title: words.from, share: 4 },
      { title: words.until, share: 4 },
      { title: words.event, share: 6 },
      { title: words.finding, share: 5 },
    ],
    rows: events.map(({ from, until, what, finding }) => [
      momentOf(from, language),
      until === null ? words.goesOn : momentOf(until, language),
      inWords(what, language),
      finding === null ? '–' : inWords(finding, language),
    ]),
  }
}

export const composeInformationReport: Compose<InformationReport> = (report, language) => {
  const words = said(informationReportWording, language)
  const { request, from, until } = report
  return {
    title: words.title,
    subtitle: words.subtitle,
    addressee: [inWords(report.addressee, language)],
    blocks: [
      personBlock(report, language),
      orderBlock(report, language),
      {
        kind: 'facts',
        heading: words.request,
        rows: rowsOf([
          [words.number, request.number],
          [words.receivedAt, momentOf(request.receivedAt, language)],
          [words.asked, request.asked],
          [words.period, filled(words.periodValue, { from: momentOf(from, language), until: momentOf(until, language) })],
          [words.knownAt, momentOf(report.knownAt, language)],
        ]),
      },
      ...complianceBlocks(report, language),
      ...presenceBlocks(report, language),
      ...blindBlocks(report, language),
      eventsBlock(report, language),
      { kind: 'paragraph', text: words.factsOnly, isStrong: true },
    ],
  }
}
