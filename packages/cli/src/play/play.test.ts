import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { distanceMetres, instant } from '@bilezik/domain'
import { osmandCodec, readingsOf } from '@bilezik/protocols'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { densestPlace } from './densest-place.ts'
import { type PlayOptions, play } from './play.ts'
import { readRecording } from './recording.ts'

interface Heard {
  readonly fixAt: number
  readonly lat: number
  readonly source: string
  readonly accuracyMetres: number | undefined
  readonly speedMetresPerSecond: number | undefined
}

let folder: string
let server: Server
let heard: Heard[]
/** Answers instead of 200, one after another. */
let troubles: (number | 'cut')[]
let underWay = 0
let mostUnderWay = 0

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'play-'))
  heard = []
  troubles = []
  mostUnderWay = 0
  server = createServer((request, response) => {
    mostUnderWay = Math.max(mostUnderWay, ++underWay)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      setTimeout(() => {
        underWay--
        const trouble = troubles.shift()
        if (trouble === 'cut') return request.socket.destroy()
        if (trouble !== undefined) return response.writeHead(trouble).end()
        const decoded = osmandCodec.http.decode(
          {
            method: request.method ?? '',
            url: request.url ?? '',
            headers: { 'content-type': request.headers['content-type'] },
            body: Buffer.concat(chunks).toString(),
          },
          { receivedAt: instant(Date.now()) },
        )
        const fix = decoded.ok ? readingsOf(decoded.value).find((reading) => reading.kind === 'fix') : undefined
        if (fix?.fixAt !== undefined)
          heard.push({ ...fix, accuracyMetres: fix.accuracyMetres, speedMetresPerSecond: fix.speedMetresPerSecond } as Heard)
        return response.writeHead(fix ? 200 : 400).end()
      }, 2)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true })
})

async function recordingOf(text: string): Promise<string> {
  const file = join(folder, 'recording.csv')
  await writeFile(file, text)
  return file
}

function options(file: string, more: Partial<PlayOptions> = {}): PlayOptions {
  const { port } = server.address() as AddressInfo
  return {
    file,
    deviceId: 'TAG-1',
    speed: 'max',
    rebaseTo: undefined,
    gatewayUrl: `http://127.0.0.1:${port}`,
    signal: new AbortController().signal,
    ...more,
  }
}

const minutes = (count: number) =>
  [
    'fix_at,lat,lon',
    ...Array.from({ length: count }, (_, i) => `2026-02-10T10:${String(i).padStart(2, '0')}:00Z,51.${1000 + i},71.4`),
  ].join('\n')

describe('reading a recording', () => {
  it('sorts by time, maps words and units, and tells the reason of each row it cannot use', async () => {
    const file = await recordingOf(
      [
        '\uFEFFfix_at,lat,lon,accuracy_m,satellites,source,speed,course',
        '2026-02-10T10:02:00Z,51.2,71.4,30,4,lbs,0,0',
        '2026-02-10T10:01:00+05:00,51.1,71.4,,9,gps,5.4,270',
        'yesterday,51.1,71.4,,9,gps,5,0',
        '2026-02-10T10:03:00Z,95,71.4,,9,gps,5,0',
        '2026-02-10T10:04:00Z,,71.4,,9,gps,5,0',
        '2026-02-10T10:05:00Z,51.3,71.4',
      ].join('\r\n'),
    )
    const { fixes, skipped } = await readRecording(file)
    expect(fixes).toEqual([
      {
        line: 3,
        fixAt: Date.UTC(2026, 1, 10, 5, 1),
        lat: 51.1,
        lon: 71.4,
        source: 'gnss',
        speedMetresPerSecond: 1.5,
        courseDegrees: 270,
        satellites: 9,
      },
      {
        line: 2,
        fixAt: Date.UTC(2026, 1, 10, 10, 2),
        lat: 51.2,
        lon: 71.4,
        accuracyMetres: 30,
        source: 'cell',
        speedMetresPerSecond: 0,
        courseDegrees: 0,
        satellites: 4,
      },
      { line: 7, fixAt: Date.UTC(2026, 1, 10, 10, 5), lat: 51.3, lon: 71.4 },
    ])
    expect(skipped.map((row) => row.line)).toEqual([4, 5, 6])
  })

  it('refuses a file without its columns, and one without a usable row', async () => {
    const noTime = await recordingOf('lat,lon\n51,71\n')
    await expect(play(options(noTime))).rejects.toThrow(/heading lacks fix_at/)
    const nothing = await recordingOf('fix_at,lat,lon\nnever,51,71\n')
    await expect(play(options(nothing))).rejects.toThrow(/not one usable row \(1 skipped\)/)
    await expect(play(options(join(folder, 'absent.csv')))).rejects.toThrow(/ENOENT/)
  })
})

describe('playing a recording', () => {
  it('sends every row once, as recorded, a few at a time', async () => {
    const summary = await play(options(await recordingOf(minutes(50))))
    expect(summary).toEqual({ sent: 50, acknowledged: 50, retries: 0, skipped: [] })
    expect(heard.map((fix) => fix.fixAt).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, i) => Date.UTC(2026, 1, 10, 10, i)),
    )
    expect(mostUnderWay).toBeGreaterThan(1)
    expect(mostUnderWay).toBeLessThanOrEqual(8)
  })

  it('sends again what was not acknowledged, and drops what the gateway will never take', async () => {
    troubles = [503, 'cut', 400, 429]
    const seen: (string | undefined)[] = []
    const summary = await play(options(await recordingOf(minutes(12)), { onProgress: ({ trouble }) => seen.push(trouble) }))
    expect(summary).toMatchObject({ sent: 12, acknowledged: 11, retries: 3 })
    expect(summary.skipped.map((row) => row.reason)).toEqual(['the gateway answered 400'])
    expect(seen.filter((trouble) => trouble?.includes('503'))).toHaveLength(1)
    expect(new Set(heard.map((fix) => fix.fixAt)).size).toBe(11)
  })

  it('rebased, keeps true lengths and lets the last fix fall on the end, none in the future', async () => {
    const from = Date.now()
    const before = new Map<number, number>()
    await play(
      options(await recordingOf(minutes(10)), {
        rebaseTo: 'now',
        speed: 1800,
        onProgress: ({ acknowledged }) => before.set(acknowledged, Date.now()),
      }),
    )
    const times = heard.map((fix) => fix.fixAt).toSorted((a, b) => a - b)
    expect(times.map((at) => at - times[0]!)).toEqual(Array.from({ length: 10 }, (_, i) => i * 60_000))
    // Nine minutes at 1800 times: the last row is due 300 ms after the start, and not before its own time.
    expect(times.at(-1)!).toBeGreaterThanOrEqual(from + 300)
    expect(times.at(-1)!).toBeLessThanOrEqual(before.get(10)!)
  })

  it('registers before the first row, with the times as they will be sent', async () => {
    const order: string[] = []
    const now = Date.now()
    await play(
      options(await recordingOf(minutes(10)), {
        rebaseTo: 'now',
        register: async ({ deviceId, from, until, fixes }) => {
          order.push('registered')
          expect(deviceId).toBe('TAG-1')
          expect(until - from).toBe(9 * 60_000)
          expect(until).toBeGreaterThanOrEqual(now)
          expect(fixes).toHaveLength(10)
          expect(heard).toEqual([])
        },
      }),
    )
    expect(order).toEqual(['registered'])
    expect(heard).toHaveLength(10)
  })

  it('ends when it is told to', async () => {
    const stopping = new AbortController()
    const playing = play(
      options(await recordingOf(minutes(10)), { speed: 1, signal: stopping.signal, onProgress: () => stopping.abort() }),
    )
    await expect(playing).rejects.toThrow(/abort/i)
    expect(heard).toHaveLength(1)
  })
})

it('the densest place is where most fixes lie, whatever lies far away', () => {
  const home = { lat: 51.13, lon: 71.43 }
  const near = Array.from({ length: 60 }, (_, i) => ({
    lat: home.lat + ((i % 7) - 3) * 0.0001,
    lon: home.lon + ((i % 5) - 2) * 0.0001,
  }))
  const far = Array.from({ length: 50 }, (_, i) => ({ lat: 51.2 + i * 0.01, lon: 71.5 }))
  expect(distanceMetres(densestPlace([...far, ...near])!, home)).toBeLessThan(30)
  expect(densestPlace([])).toBeUndefined()
})
