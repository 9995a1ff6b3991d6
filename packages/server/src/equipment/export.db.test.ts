import { type ImportColumn, importClassWords, importColumns, importHeadings } from '@bilezik/contract'
import { equipmentClasses, languages, parseIsoInstant } from '@bilezik/domain'
import { knownModels } from '@bilezik/protocols'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aPerson } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { classOfText, columnOfHeading } from './import/headings.ts'
import { readCsv } from './import/read-csv.ts'

let test: TestApp
let head: TestBrowser
let a: string
let b: string

beforeAll(async () => {
  test = await startTestApp()
  const at = parseIsoInstant('2026-11-22T16:00:00+05:00')
  if (at.ok) test.clock.now = at.value
  a = await test.addOrganisation('A')
  b = await test.addOrganisation('B')
  head = await test.addUser('head', a, 'head-a')
})
afterAll(() => test.end())

const piece = {
  protocol: 'osmand',
  equipmentClass: 'bracelet',
  model: 'TH-9',
}
const register = async (change: Record<string, unknown>) =>
  (await head.done('registerDevice', { body: { ...piece, organisationId: a, ...change } })).id
const exported = async (query: Record<string, string> = {}, who = head) => (await who.call('exportEquipment', { query })).text
const cells = (text: string) => readCsv(Buffer.from(text), 10_000).map((row) => row.cells.map((cell) => cell.text))
const dryRun = async (text: string) =>
  head.done('importEquipment', { body: { organisationId: a, content: Buffer.from(text).toString('base64'), takeDigest: null } })

describe.each(languages)('the words of a file in %s', (language) => {
  it('are those that the import understands', () => {
    const read = importColumns.map((column): [ImportColumn, unknown] => [
      column,
      columnOfHeading(importHeadings[language][column]),
    ])
    expect(read).toEqual(importColumns.map((column) => [column, column]))
    const classes = equipmentClasses.map((one) => classOfText(importClassWords[language][one]))
    expect(classes).toEqual(equipmentClasses)
  })
})

describe('the register as a file', () => {
  beforeAll(async () => {
    await register({ identifier: '-dash-1', holder: '=HYPERLINK("http://evil.example";"click")', location: '@home' })
    await register({
      identifier: 'plain-1',
      serialNumber: "'=quoted",
      inventoryNumber: '+7-701',
      holder: 'Склад; "первый"\nэтаж 2',
      iccid: '8999700123456789012',
      valueTenge: 120_000,
    })
    // Of no class and of a model that nobody described; one that signs; one that is not listened to, of a model that is.
    await register({ identifier: 'nameless-1', equipmentClass: null, model: 'home-made' })
    await register({ identifier: 'SIGNS-1', protocol: 'bilezik', model: 'Bilezik', secret: 'ab'.repeat(32) })
    const [known] = knownModels.values()
    await register({ identifier: 'silent-1', protocol: null, equipmentClass: known?.equipmentClass, model: known?.name })
    const worn = await register({ identifier: 'worn-1' })
    const personId = (await head.done('createPerson', { body: aPerson(a) })).id
    await head.done('issueDevice', { params: { personId }, body: { deviceId: worn, role: 'worn' } })
    const lost = await register({ identifier: 'lost-1' })
    await head.done('moveEquipment', { params: { deviceId: lost }, body: { kind: 'lost' } })
  })

  it.each(languages)('comes back in %s as registered already, row by row, also what was escaped', async (language) => {
    const text = await exported({ language })
    const { rows, counts } = await dryRun(text)
    expect(rows.filter(({ outcome }) => outcome !== 'present')).toEqual([])
    expect(counts).toEqual({ add: 0, present: 7, wrong: 0 })
    // The same again, as somebody else's register would take it over: only what cannot come by a file is left.
    const elsewhere = text.replaceAll(/(dash|plain|nameless|silent|worn|lost)-1/g, '$1-2').replace('8999700123456789012', '')
    const { rows: fresh } = await dryRun(elsewhere)
    expect(fresh.filter(({ outcome }) => outcome === 'add').map(({ identifier }) => identifier)).toEqual([
      'lost-2',
      'worn-2',
      'silent-2',
      'plain-2',
      '-dash-2',
    ])
    expect(fresh.filter(({ outcome }) => outcome === 'wrong').map(({ problems }) => problems[0]?.column)).toEqual([
      'equipmentClass',
    ])
  })

  it('has its mark, semicolons, and nothing that a spreadsheet computes', async () => {
    const text = await exported({ language: 'ru' })
    expect(text.startsWith('\uFEFFВид оборудования;Модель;')).toBe(true)
    for (const cell of cells(text).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    const [line] = cells(text).filter((row) => row.includes("''=quoted"))
    expect(line).toEqual([
      'браслет',
      'TH-9',
      'osmand',
      'plain-1',
      "''=quoted",
      "'+7-701",
      '8999700123456789012',
      '',
      '',
      '120000',
      '',
      'Склад; "первый"\nэтаж 2',
      'исправно',
      '',
      'A',
    ])
  })

  it('holds what is asked for by the filters of the list, in scope, and whose kit a piece is in by no name', async () => {
    const text = await exported({ place: 'kit', language: 'en' })
    expect(cells(text).map((row) => [row[3], row[13]])).toEqual([
      ['Identifier', 'Given to a person'],
      ['worn-1', 'yes'],
    ])
    expect(await exported()).not.toContain('Ахметов')
    const stranger = await test.addUser('head', b, 'head-b')
    expect(cells(await exported({}, stranger))).toHaveLength(1)
  })

  it('is given to who may read the register, and each export stands in the log', async () => {
    await exported({ condition: 'lost' })
    const { rows } = await test.owner.query<{ detail: unknown }>(
      `SELECT detail FROM log_entries WHERE action = 'exportEquipment' AND organisation_id = $1 ORDER BY id DESC LIMIT 1`,
      [a],
    )
    expect(rows[0]?.detail).toEqual({ condition: 'lost', language: 'kk', total: 1 })
  })

  it('of several pages holds every piece once', async () => {
    const lines = Array.from({ length: 2_300 }, (_, n) => `bracelet,M,osmand,many-${n}`)
    const content = Buffer.from(`class,model,protocol,identifier\n${lines.join('\n')}\n`).toString('base64')
    const { digest } = await head.done('importEquipment', { body: { organisationId: a, content, takeDigest: null } })
    await head.done('importEquipment', { body: { organisationId: a, content, takeDigest: digest } })
    const numbers = cells(await exported({ query: 'many-' }))
      .slice(1)
      .map((row) => row[3])
    expect([numbers.length, new Set(numbers).size]).toEqual([2_300, 2_300])
  })
})
