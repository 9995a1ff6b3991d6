import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import type { PresenceReport } from './judge.ts'
import { presenceOf } from './run-presence.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'bilezik-presence-'))
afterAll(() => rmSync(folder, { recursive: true }))
const main = fileURLToPath(new URL('../main.ts', import.meta.url))

async function run(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [main, 'presence', ...words])) }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, stdout, stderr }
  }
}

function fileOf(name: string, text: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}

/** A minute's fixes from 10:00: at home, then walking off to 1 km and staying, then home; a metre of longitude here is 1/70,030 degree. */
function walk(): { at: string; lat: number; lon: number }[] {
  return Array.from({ length: 90 }, (_, i) => {
    const metres = i < 30 ? 3 : i < 60 ? Math.min(1_000, (i - 29) * 80) : 0
    return {
      at: `2026-11-02T${String(10 + Math.floor(i / 60))}:${String(i % 60).padStart(2, '0')}:00Z`,
      lat: 51.13,
      lon: 71.43 + metres / 70_030,
    }
  })
}

const home = ['--lat', '51.13', '--lon', '71.43', '--radius', '100']
const zone = { centre: { lat: 51.13, lon: 71.43 }, radiusMetres: 100 }

describe('bilezik presence', () => {
  const rows = walk().map(({ at, lat, lon }) => `${at},${lat},${lon},5,12,gps,0,0`)
  const heading = 'fix_at,lat,lon,accuracy_m,satellites,source,speed,course'

  it('prints one object: exits of each rule from the fix at which it believed them', async () => {
    const { code, stdout } = await run(...home, fileOf('walk.csv', [heading, ...rows].join('\n')))
    expect(code).toBe(0)
    const report = JSON.parse(stdout) as PresenceReport
    const [from, to] = ['2026-11-02T10:31:00.000Z', '2026-11-02T11:00:00.000Z']
    expect(report.naive).toEqual({ exits: [{ from, to }] })
    expect(report.margin).toEqual({ exits: [{ from, to }] })
    expect(report.threeInARow).toEqual({ exits: [{ from: '2026-11-02T10:33:00.000Z', to }] })
    expect(report.engine.exits).toHaveLength(1)
    const [exit] = report.engine.exits
    expect(exit!.from >= from && exit!.from <= '2026-11-02T10:34:00.000Z').toBe(true)
    expect(exit!.to >= to && exit!.to <= '2026-11-02T11:03:00.000Z').toBe(true)
    expect(report.engine.unknown).toEqual([])
  })

  it('tells when nothing was known: silence is neither inside nor outside', async () => {
    const silent = rows.filter((_, i) => i < 5 || i > 80)
    const { report } = await presenceOf(fileOf('silent.csv', [heading, ...silent].join('\n')), zone)
    expect(report.engine).toEqual({ exits: [], unknown: [{ from: '2026-11-02T10:34:00.000Z', to: '2026-11-02T11:21:00.000Z' }] })
  })

  it('gives the same answer to the same fixes in another order, doubled, quoted, with Windows line ends and other columns', async () => {
    const turned = walk().map(({ at, lat, lon }, i) => `"GPS","${lon}",${at},x,5,${lat},${i}`)
    const text = `\uFEFF"source","lon","fix_at","note","accuracy_m","lat","serial"\r\n${[...turned.toReversed(), ...turned.slice(0, 40)].join('\r\n')}\r\n`
    const plain = await presenceOf(fileOf('plain.csv', [heading, ...rows].join('\n')), zone)
    const other = await presenceOf(fileOf('other.csv', text), zone)
    expect(other).toEqual(plain)
  })

  it('takes rows without precision or of a source it does not know, and passes over what is no row, saying so', async () => {
    const bare = walk().map(({ at, lat, lon }) => `${at},${lat},${lon},,,beacon`)
    const file = fileOf('bare.csv', ['fix_at,lat,lon,accuracy_m,satellites,source', 'yesterday,51,71', ...bare].join('\n'))
    const { report, note } = await presenceOf(file, zone)
    expect(report.engine.exits).toHaveLength(1)
    expect(note).toContain('1 row was passed over; the first is line 2')
  })

  it.each([
    {
      given: 'a latitude of 91',
      words: ['--lat', '91', '--lon', '71', '--radius', '100', 'walk.csv'],
      says: 'degrees from -90 to 90',
    },
    { given: 'no radius', words: ['--lat', '51', '--lon', '71', 'walk.csv'], says: '--radius' },
    { given: 'a file of something else', words: [...home, main], says: 'the heading lacks fix_at, lat, lon' },
    { given: 'a file without a fix', words: [...home, fileOf('empty.csv', `${heading}\n`)], says: 'no usable fix' },
  ])('refuses $given with code 2 and a sentence', async ({ words, says }) => {
    const { code, stdout, stderr } = await run(...words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(says)
    expect(stderr).not.toContain('    at ')
  })
})
