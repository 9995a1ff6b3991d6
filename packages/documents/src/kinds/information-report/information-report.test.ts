import { describe, expect, it } from 'vitest'
import { citationOf } from '@bilezik/domain'
import { renderDocument } from '../../render-document.ts'
import { at } from '../../testing/envelope.fixture.ts'
import { examples } from '../../testing/examples.fixture.ts'
import { textOf } from '../../testing/rendered-example.ts'

const report = examples['information-report']

describe('the information at the request of the body', () => {
  it('[1369.9] tells of each obligation how long it was kept, not kept and unclear, and where it comes from', async () => {
    const { text } = await textOf(report, 'ru')
    expect(text).toContain('находиться по месту жительства с 22:00 до 06:00 решение 45 ч 1 ч 5 мин 1 ч 55 мин')
    expect(text).toContain('заряжать устройство собственный порядок службы 144 ч 0 мин 0 мин')
    expect(text).toContain('с 1 декабря 2026 года, 00:00 до 7 декабря 2026 года, 00:00')
  })

  it('[1369.9] time without data is unknown, neither presence nor absence, and the finding is left to the official', async () => {
    const { text } = await textOf(report, 'kk')
    expect(text).toContain('құрылғымен байланыс болмады 2 1 сағ 55 мин')
    expect(text).toContain('ол адамның болғанын да, болмағанын да білдірмейді')
    expect(text).toContain('белгіленген сағатта үйде болмады дәлелді себеп: ауруханада')
    expect(text).toContain('оны уәкілетті лауазымды адам шешеді')
  })

  it('[1369.9] an obligation of the law is cited; a policy with a citation is refused', async () => {
    const obligation = { what: 'charge the device', keptMinutes: 60, notKeptMinutes: 0, unclearMinutes: 0 }
    const cited = { ...obligation, source: { kind: 'law', citation: citationOf('PEC 67(1)(2)') } } as const
    const { text } = await textOf({ ...report, obligations: [cited] }, 'en')
    expect(text).toContain('(PEC 67(1)(2))')
    const policy = { ...obligation, source: { kind: 'policy', citation: citationOf('PEC 67(1)(2)') } } as const
    const outcome = await renderDocument({ ...report, obligations: [policy] }, 'en')
    expect(outcome).toMatchObject({ ok: false, reason: [{ path: 'obligations.0.source' }] })
  })

  it('[1369.9] a year by day and 300 events run over many pages, each row and the head of each table whole', async () => {
    const days = Array.from({ length: 365 }, (_, i) => ({
      on: new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10),
      spans: report.days[0]?.spans ?? [],
    }))
    const events = Array.from({ length: 300 }, (_, i) => ({
      from: at(2026, 1, 1) + i * 86_400_000,
      until: null,
      what: `event ${i + 1}.`,
    }))
    const { text, pages } = await textOf({ ...report, days, events, from: at(2026, 1, 1) }, 'en')
    expect(pages).toBeGreaterThan(10)
    for (const { what } of events) expect(text).toContain(what)
    for (const day of ['1 January 2026', '29 June 2026', '31 December 2026']) expect(text).toContain(day)
    expect(text.split('From Until Event').length - 1).toBeGreaterThan(5)
  })

  it('[1369.9] a period without any event says so', async () => {
    const { text } = await textOf({ ...report, events: [] }, 'en')
    expect(text).toContain('No event was recorded in this period.')
  })

  it.each([
    ['a period that ends before it begins', { until: at(2026, 11, 1) }, 'until'],
    [
      'hours of a day that overlap',
      {
        days: [
          {
            on: '2026-12-01',
            spans: [
              { from: 0, until: 60, tone: 'inside' },
              { from: 30, until: 90, tone: 'outside' },
            ],
          },
        ],
      },
      'days.0.spans',
    ],
    [
      'a day of 25 hours',
      { days: [{ on: '2026-12-01', spans: [{ from: 0, until: 1_500, tone: 'inside' }] }] },
      'days.0.spans.0.until',
    ],
  ] as const)('[1369.9] %s is refused', async (_what, change, path) => {
    const outcome = await renderDocument({ ...report, ...change }, 'en')
    expect(outcome).toMatchObject({ ok: false, reason: [{ path }] })
  })
})
