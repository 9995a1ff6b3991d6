import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'

/** A stand-in for a Nominatim service: it answers what the test says and notes what it was asked. */
async function standIn(answer: (query: URLSearchParams) => { status?: number; body?: string; afterMs?: number }) {
  const asked: URLSearchParams[] = []
  const server: Server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams
    asked.push(query)
    const { status = 200, body = '[]', afterMs = 0 } = answer(query)
    setTimeout(() => response.writeHead(status, { 'content-type': 'application/json' }).end(body), afterMs)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server }
}

let test: TestApp | undefined
let server: Server | undefined
afterEach(async () => {
  await test?.end()
  server?.closeAllConnections()
  server?.close()
  server = undefined
})

async function asker(addressServiceUrl: string | null) {
  test = await startTestApp({ addressServiceUrl })
  const operator = await test.addUser('operator', await test.addOrganisation('A'), 'operator-a')
  return (text: string) => operator.done('findAddress', { body: { text } })
}

const house = { lat: '51.1282', lon: '71.4304', display_name: '1, Abai avenue, Astana', addresstype: 'building' }

describe('an address in Kazakhstan', () => {
  it('is found offline by its town, in any script, and says what the coordinates stand for', async () => {
    const find = await asker(null)
    for (const text of ['Астана, Абай даңғылы 1', 'astana', 'г. Астана']) {
      const { source, places } = await find(text)
      expect([source, places[0]?.name.kk, places[0]?.precision]).toEqual(['gazetteer', 'Астана', 'place'])
    }
    expect((await find('')).places).toEqual([])
    // What somebody typed of a person stands in no log.
    const { rows } = await (test as TestApp).owner.query(`SELECT FROM log_entries WHERE action = 'findAddress'`)
    expect([rows.length, (test as TestApp).logged.join('').includes('Абай')]).toEqual([0, false])
  })

  it('is found to the house by a service (a stand-in here), which is asked for Kazakhstan alone, and once', async () => {
    const abroad = { ...house, lat: '41.0', lon: '29.0', display_name: 'Istanbul' }
    const service = await standIn(() => ({ body: JSON.stringify([abroad, house]) }))
    server = service.server
    const find = await asker(service.url)
    const found = await find('Astana, Abai 1')
    expect(found).toMatchObject({
      source: 'service',
      isServiceAway: false,
      attribution: expect.stringContaining('OpenStreetMap'),
    })
    expect(found.places).toMatchObject([{ precision: 'address', name: { ru: '1, Abai avenue, Astana' }, lat: 51.1282 }])
    expect(await find('astana,  abai 1')).toEqual(found)
    expect(service.asked.map((query) => [query.get('countrycodes'), query.get('q')])).toEqual([['kz', 'Astana, Abai 1']])
  })

  it.each([
    { given: 'refuses', answer: { status: 500 } },
    { given: 'answers what is no JSON', answer: { body: '<html>' } },
    { given: 'answers another form', answer: { body: '{"a": 1}' } },
    { given: 'answers without end', answer: { body: JSON.stringify([{ ...house, display_name: 'x'.repeat(300_000) }]) } },
    { given: 'is slow', answer: { afterMs: 20_000 } },
  ])('falls back to the gazetteer and says so when the service $given', async ({ answer }) => {
    const service = await standIn(() => answer)
    server = service.server
    const find = await asker(service.url)
    expect(await find('Тараз')).toMatchObject({ source: 'gazetteer', isServiceAway: true, places: [{ name: { en: 'Taraz' } }] })
  })

  it('falls back when nobody listens there', async () => {
    const find = await asker('http://127.0.0.1:9')
    expect(await find('Тараз')).toMatchObject({ isServiceAway: true })
  })
})
