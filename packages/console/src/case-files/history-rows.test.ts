import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { ru } from '../i18n/ru.ts'
import { type History, historyRows } from './history-rows.ts'

const hash = '0'.repeat(64)
const history: History = {
  events: [
    {
      sequence: 1,
      recordedAt: '2026-11-20T05:00:00.000Z',
      at: '2026-11-20T04:00:00.000Z',
      byName: 'Сейтова А.',
      kind: 'receive',
      state: 'received',
      body: {},
      citations: ['1369 §3'],
    },
    {
      sequence: 2,
      recordedAt: '2026-11-21T05:00:00.000Z',
      at: '2026-11-21T05:00:00.000Z',
      byName: null,
      kind: 'check',
      state: 'checked',
      body: { note: 'звонок' },
      citations: [],
    },
  ],
  documents: [
    {
      id: 'd',
      kind: 'return-to-body',
      language: 'ru',
      number: '3/2026',
      issuedAt: '2026-11-20T06:00:00.000Z',
      issuedByName: 'Ким С.',
      pdfSha256: hash,
      replacesId: null,
      signatures: [
        {
          role: 'head',
          name: 'Ким С.',
          method: 'refused',
          signedAt: '2026-11-20T07:00:00.000Z',
          recordedByName: 'Сейтова А.',
          reason: 'ошибка в номере',
          witnesses: [],
        },
      ],
    },
  ],
  permits: [
    {
      kind: 'permission',
      lineageIds: [],
      from: '2026-11-22T05:00:00.000Z',
      until: '2026-11-22T07:00:00.000Z',
      schedule: null,
      givenAt: '2026-11-21T06:00:00.000Z',
      givenBy: 'Омаров Т.',
      documentNumber: '7-1',
      revokedAt: '2026-11-21T08:00:00.000Z',
      revokedReason: 'заболел',
    },
  ],
  deliveries: [
    {
      what: 'x',
      documentId: 'd',
      fileId: null,
      recipientName: { kk: 'Сот', ru: 'Суд' },
      channel: 'print',
      state: 'delivered',
      reason: null,
      askedAt: '2026-11-20T08:00:00.000Z',
      askedByName: 'Сейтова А.',
      receivedAt: '2026-11-21T07:00:00.000Z',
      receivedBy: 'Канцелярия',
    },
  ],
}

describe('the rows of a history', () => {
  it('call nothing sent that only waits for it', async () => {
    await i18next.init({ resources: { ru: { translation: ru } }, lng: 'ru', interpolation: { escapeValue: false } })
    const waiting = history.deliveries.map((one) => ({ ...one, state: 'queued' as const, receivedAt: null, receivedBy: null }))
    const rows = historyRows({ ...history, events: [], documents: [], permits: [], deliveries: waiting }, 'ru', i18next.t)
    expect(rows.map(({ what }) => what)).toEqual([
      expect.stringMatching(/^Передано на отправку: .*сейчас: распечатать и вручить\)$/),
    ])
  })

  it('hold steps, papers, signatures, permits and sendings in the order in which they were written down', async () => {
    await i18next.init({ resources: { ru: { translation: ru } }, lng: 'ru', interpolation: { escapeValue: false } })
    const rows = historyRows(history, 'ru', i18next.t)
    expect(rows.map(({ key }) => key)).toEqual([
      '1',
      'issued d',
      'signed d 0',
      'asked 0',
      '2',
      'permit 0',
      'received 0',
      'revoked 0',
    ])
    expect(rows.map(({ byName }) => byName)).toEqual([
      'Сейтова А.',
      'Ким С.',
      'Сейтова А.',
      'Сейтова А.',
      null,
      'Омаров Т.',
      'Канцелярия',
      null,
    ])
    expect(rows.map(({ what }) => what).filter((what) => what.includes('3/2026'))).toEqual([
      'Издано: Возврат органу № 3/2026',
      expect.stringMatching(/^Возврат органу № 3\/2026: .*Ким С\. – .*: ошибка в номере$/),
      expect.stringMatching(/^Передано на отправку: Возврат органу № 3\/2026, кому: Суд \(Печать и вручение; сейчас: вручён\)$/),
      'Получено: Возврат органу № 3/2026, Суд',
    ])
    expect(rows.at(-1)?.what).toMatch(/^Отозвано: .*№ 7-1: заболел$/)
  })
})
