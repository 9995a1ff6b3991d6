import { describe, expect, it } from 'vitest'
import { citationOf } from '@bilezik/domain'
import { device } from './testing/envelope.fixture.ts'
import { examples } from './testing/examples.fixture.ts'
import { rendered } from './testing/rendered-example.ts'
import { shortHash } from './content-hash.ts'

const act = examples['handover-act']

describe('a document once drawn up', () => {
  it('is the same to the byte whatever was rendered in between, and whatever the order of its fields', async () => {
    const first = await rendered(act, 'kk')
    for (const kind of ['memo', 'damage-act', 'information-report'] as const) await rendered(examples[kind], 'ru')
    const turned = Object.fromEntries(Object.entries(act).toReversed()) as typeof act
    const second = await rendered(turned, 'kk')
    expect(second).toEqual(first)
  })

  it.each([
    ['its number', { number: { sequence: 16, year: 2026 } }],
    ['a serial number', { devices: [{ ...device, serial: '352093081452111' }] }],
    ['the minute of the act', { heldAt: act.heldAt + 60_000 }],
    ['a citation', { citations: [citationOf('1369 §7(1)')] }],
  ] as const)('has another hash when %s differs', async (_what, change) => {
    const [first, second] = [await rendered(act, 'kk'), await rendered({ ...act, ...change }, 'kk')]
    expect(second.contentSha256).not.toBe(first.contentSha256)
  })

  it('has another hash in another language', async () => {
    expect((await rendered(act, 'kk')).contentSha256).not.toBe((await rendered(act, 'ru')).contentSha256)
  })

  it('takes its date from the document, never from a clock', async () => {
    const { pdf } = await rendered(act, 'kk')
    expect(Buffer.from(pdf).toString('latin1')).toContain('<xmp:CreateDate>2026-11-22T09:05:00')
  })

  it.each([
    ['0'.repeat(64), '0000-0000-0000-0000'],
    ['f'.repeat(64), 'ZZZZ-ZZZZ-ZZZZ-ZZZZ'],
    [`0102030405060708090a${'0'.repeat(44)}`, '0410-6105-0R3G-G28A'],
  ])('the short hash of %s is %s', (hash, short) => {
    expect(shortHash(hash)).toBe(short)
  })
})
