import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { api } from '@bilezik/contract'
import { kindCodes } from '@bilezik/database'
import { day, instant, isoInstant, later, minute } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'
import pg from 'pg'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from './browser/launch.ts'
import { bilezik, databaseUrl } from './journey/command.ts'
import { mapIsDrawn, openConsole } from './journey/console-page.ts'
import { mapColours, pixelsOf } from './journey/pixels.ts'
import { asUser } from './journey/scene.ts'

const demo = inject('demo')
const recordings = fileURLToPath(new URL('../../shared/gps', import.meta.url))
const recording = existsSync(recordings) ? (await readdir(recordings)).find((name) => /^em-tag-.*\.csv$/.test(name)) : undefined
if (recording === undefined) console.warn(`The real recording is not there: ${recordings}/em-tag-*.csv`)

/** Twenty hours on a way through Astana, one fix a minute, some without accuracy and some from the network. */
function syntheticCsv(rows: number): string {
  const begin = Date.UTC(2026, 0, 5, 3)
  const lines = Array.from({ length: rows }, (_, i) => {
    const at = new Date(begin + i * minute).toISOString()
    const lat = (51.1 + 0.02 * Math.sin(i / 90)).toFixed(6)
    const lon = (71.43 + 0.03 * Math.cos(i / 70)).toFixed(6)
    return [at, lat, lon, i % 7 === 0 ? '' : 8 + (i % 5), 9, i % 10 === 0 ? 'LBS' : 'GPS', 4, i % 360].join(',')
  })
  return ['fix_at,lat,lon,accuracy_m,satellites,source,speed,course', ...lines].join('\n')
}

describe('a recording played into the running demo', () => {
  let browser: Browser
  let head: ApiClient
  let owner: pg.Client
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilezik-play-'))
    browser = await launchBrowser()
    head = await asUser(demo, 'head')
    owner = new pg.Client({ connectionString: await databaseUrl(demo, 'owner') })
    await owner.connect()
  })
  afterAll(async () => {
    await owner.end()
    await head.signOut()
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  })

  const storedFixes = async (device: string) => {
    const { rows } = await owner.query<{ stored: number }>(
      `SELECT count(*)::int AS stored FROM readings r JOIN devices d ON d.no = r.device_no WHERE d.identifier = $1 AND r.kind = $2`,
      [device, kindCodes.fix],
    )
    return rows[0]?.stored
  }

  async function playAndSee(file: string, device: string, rows: number): Promise<void> {
    const { stdout } = await bilezik(
      'play',
      file,
      '--device',
      device,
      '--speed',
      'max',
      '--rebase-to',
      'now',
      '--data',
      demo.dataDir,
    )
    expect(JSON.parse(stdout)).toMatchObject({ sent: rows, acknowledged: rows, skipped: [] })
    expect(await storedFixes(device)).toBe(rows)

    const { persons } = await head.call(api.listPersons, { query: { query: 'Recording', limit: 500 } })
    const person = persons.find(({ givenName }) => givenName === device)
    if (!person) throw new Error(`Nobody was registered for ${device}`)
    const params = { personId: person.id }
    const until = later(instant(Date.now()), minute)
    const history = async () =>
      (await head.call(api.getHistory, { params, query: { from: isoInstant(later(until, -day)), until: isoInstant(until) } }))
        .fixes.length
    expect(await history()).toBeGreaterThan(10)

    const { page, takeFaults, close } = await openConsole(browser, { url: demo.url, language: 'en', login: 'operator' })
    await page.goto(`/persons/${person.id}`)
    await page.getByRole('heading', { level: 1, name: `Recording ${device}` }).waitFor()
    await mapIsDrawn(page)
    // The ring about the selected mark has this colour too, but no more than some four hundred pixels of it.
    const trail = await pixelsOf(page.locator('.maplibregl-map'), mapColours.trail, { within: 40 })
    expect(trail).toBeGreaterThan(1_000)
    expect(takeFaults()).toEqual([])
    await close()
  }

  it('every row of a made-up one is acknowledged, stored once, and seen on the page of its person', async () => {
    const file = join(folder, 'way.csv')
    const rows = 1_200
    await writeFile(file, syntheticCsv(rows))
    await playAndSee(file, 'made-up', rows)
  })

  const reason = recording === undefined ? ' (SKIPPED: ../shared/gps is absent)' : ''
  it.skipIf(recording === undefined)(`so is every row of a real tag's five weeks${reason}`, async () => {
    const file = join(recordings, recording ?? '')
    const rows = (await readFile(file, 'utf8')).trim().split('\n').length - 1
    await playAndSee(file, 'real-tag', rows)
  })
})
