import { createHash } from 'node:crypto'
import net, { type AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { CaseFileFile } from '@bilezik/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aDecision, aPerson } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { aPdf, aPng } from '../testing/file-samples.ts'
import type { FileSettings } from './file-settings.ts'
import { type StandInClamd, eicar, startStandInClamd } from '../testing/stand-in-clamd.ts'

interface Office {
  readonly test: TestApp
  readonly operator: TestBrowser
  readonly head: TestBrowser
  readonly origin: string
  readonly port: number
  newOrder(): Promise<string>
}

async function openOffice(files: Partial<FileSettings>): Promise<Office> {
  const test = await startTestApp({ files })
  const a = await test.addOrganisation('A')
  const head = await test.addUser('head', a, 'head-a')
  const operator = await test.addUser('operator', a, 'operator-a')
  await test.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = test.app.server.address() as AddressInfo
  const newOrder = async () => {
    const { id: personId } = await head.done('createPerson', { body: aPerson(a) })
    const body = { organisationId: a, decision: aDecision({ decidedOn: '2026-11-01' }), records: [] }
    return (await operator.done('openCaseFile', { params: { personId }, body })).id
  }
  return { test, operator, head, origin: `http://127.0.0.1:${port}`, port, newOrder }
}

let office: Office
let guarded: Office
let clamd: StandInClamd
beforeAll(async () => {
  clamd = await startStandInClamd()
  office = await openOffice({ mostFilesAnOrder: 200 })
  guarded = await openOffice({
    scanner: clamd.address,
    uploadIdleMs: 300,
    uploadWithinMs: 1_500,
    mostBytesAFile: 1_000_000,
    mostBytesAnOrder: 1_500_000,
    mostBytesHeld: 1_200_000,
  })
})
afterAll(async () => {
  await Promise.all([office.test.end(), guarded.test.end()])
  await clamd.stop()
})
beforeEach(() => clamd.behave('scans'))

const headersOf = ({ cookie, csrfToken }: TestBrowser) => ({
  cookie: cookie as string,
  'x-csrf-token': csrfToken as string,
  'content-type': 'application/octet-stream',
})

interface Answer {
  readonly status: number
  readonly code?: string
  readonly detail?: string
  readonly file: CaseFileFile
}

/** By a real socket. */
async function upload(at: Office, orderId: string, bytes: Buffer, query: Record<string, string> = {}): Promise<Answer> {
  const address = `${at.origin}/api/orders/${orderId}/files?${new URLSearchParams({ name: 'паспорт.pdf', ...query }).toString()}`
  const response = await fetch(address, { method: 'POST', headers: headersOf(at.operator), body: new Uint8Array(bytes) })
  const body = (await response.json()) as { code?: string; detail?: string }
  return { ...body, status: response.status, file: body as unknown as CaseFileFile }
}

const filesOf = async (at: Office, orderId: string) => (await at.operator.done('listFiles', { params: { orderId } })).files
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('a file of the package', () => {
  it('[1369.6a] is put beside the piece that it is a copy of: with its sum, by whom and when, and comes out as it went in', async () => {
    const orderId = await office.newOrder()
    // Over several pieces of storage.
    const scan = aPdf('0123456789'.repeat(250_000))
    const put = await upload(office, orderId, scan, { belongsTo: 'identity-copy' })
    expect([put.status, put.file]).toEqual([
      200,
      expect.objectContaining({
        name: 'паспорт.pdf',
        kind: 'pdf',
        belongsTo: 'identity-copy',
        sizeBytes: scan.length,
        sha256: sha256(scan),
        scan: 'unscanned',
        byName: 'Name of operator-a',
      }),
    ])
    expect(await filesOf(office, orderId)).toEqual([put.file])
    const address = `${office.origin}/api/orders/${orderId}/files/${put.file.id}`
    const got = await fetch(address, { headers: { cookie: office.operator.cookie as string } })
    expect(Buffer.from(await got.arrayBuffer()).equals(scan)).toBe(true)
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="_______.pdf"; filename*=UTF-8''${encodeURIComponent('паспорт.pdf')}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    })
    await (await fetch(address, { headers: { cookie: office.operator.cookie as string } })).arrayBuffer()
    const { entries } = await office.head.done('listLog')
    const ofFile = entries.filter(({ subjectId, action }) => subjectId === orderId && action !== 'listFiles')
    // Each download, also one right after another.
    expect(ofFile.slice(0, 3).map(({ action, byName }) => [action, byName])).toEqual([
      ['downloadFile', 'Name of operator-a'],
      ['downloadFile', 'Name of operator-a'],
      ['uploadFile', 'Name of operator-a'],
    ])
    expect(ofFile[2]?.detail).toMatchObject({ sha256: sha256(scan), belongsTo: 'identity-copy' })
  })

  it('sent again after a lost answer is the same file; for another piece, or in another file, it is one of its own', async () => {
    const [orderId, other] = [await office.newOrder(), await office.newOrder()]
    const first = await upload(office, orderId, aPng())
    const second = await upload(office, orderId, aPng())
    expect(second.file.id).toBe(first.file.id)
    const third = await upload(office, orderId, aPng(), { belongsTo: 'medical' })
    expect(third.file.id).not.toBe(first.file.id)
    expect((await upload(office, other, aPng())).status).toBe(200)
    expect(await filesOf(office, orderId)).toHaveLength(2)
    // Called what it is, whatever it was called.
    expect(first.file.name).toBe('паспорт.pdf.png')
  })

  it('[1369.6a] that is no PDF is refused with its code, whatever its name and declared type say, and nothing of it is kept', async () => {
    const orderId = await office.newOrder()
    const page = Buffer.from('<html><script>alert(1)</script></html>')
    expect(await upload(office, orderId, page)).toMatchObject({ status: 415, code: 'file-kind-refused', detail: 'unknown' })
    const lie = Buffer.from('%PDF-1.7\nand then nothing of the kind')
    expect(await upload(office, orderId, lie)).toMatchObject({ status: 422, code: 'file-damaged', detail: 'pdf' })
    expect(await upload(office, orderId, Buffer.alloc(0))).toMatchObject({ status: 422, code: 'file-damaged' })
    expect(await filesOf(office, orderId)).toEqual([])
    const { rows } = await office.test.owner.query(
      'SELECT FROM file_chunks c JOIN files f ON f.id = c.file_id WHERE case_id = $1',
      [orderId],
    )
    expect(rows).toEqual([])
  })

  it('[1369.6a] a package of 200 files is taken whole; one more is refused plainly, and nothing that was entered is lost', async () => {
    const orderId = await office.newOrder()
    const papers = Array.from({ length: 200 }, (_, i) => aPdf(`sheet ${i}`))
    for (let i = 0; i < papers.length; i += 8) {
      const answers = await Promise.all(papers.slice(i, i + 8).map((paper) => upload(office, orderId, paper)))
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    }
    const over = await upload(office, orderId, aPdf('one too many'))
    expect(over).toMatchObject({ status: 409, code: 'too-many-files', detail: 'at most 200 files' })
    // One that lies there already is no further one.
    expect((await upload(office, orderId, papers[0] as Buffer)).status).toBe(200)
    const sums = new Set((await filesOf(office, orderId)).map((file) => file.sha256))
    expect(sums).toEqual(new Set(papers.map(sha256)))
  })
})

/** As a client that sends whatever it is told to, and looks at the answer only in passing. */
function rawUpload(at: Office, orderId: string, framing: string) {
  const socket = net.connect(at.port, '127.0.0.1')
  const headers = Object.entries(headersOf(at.operator)).map(([name, value]) => `${name}: ${value}\r\n`)
  let answer = ''
  socket.on('data', (piece: Buffer) => (answer += piece.toString()))
  socket.on('error', () => {})
  socket.write(`POST /api/orders/${orderId}/files?name=a.pdf HTTP/1.1\r\nhost: x\r\n${headers.join('')}${framing}\r\n\r\n`)
  return {
    socket,
    answer: () => answer,
    closed: new Promise<void>((resolve) => socket.once('close', () => resolve())),
    /** False when the other side has gone. */
    send: (bytes: Buffer | string) =>
      new Promise<boolean>((resolve) => {
        if (socket.destroyed) resolve(false)
        socket.once('close', () => resolve(false))
        socket.write(bytes, (error) => resolve(!error))
      }),
  }
}

describe('an upload of 2 GB', () => {
  const twoGigabytes = 2_000_000_000
  const megabyte = Buffer.alloc(1_000_000, 'x')

  /** Sends until it is hung up on; how many megabytes the other side, and the sockets between, took. */
  async function sendAll(client: ReturnType<typeof rawUpload>, piece: readonly (Buffer | string)[]): Promise<number> {
    for (let sent = 0; sent < 2_000; sent++) for (const part of piece) if (!(await client.send(part))) return sent
    return 2_000
  }

  it.each([
    { how: 'declared', framing: `content-length: ${twoGigabytes}`, piece: [megabyte], mostTaken: 40 },
    {
      how: 'in chunks of unknown number',
      framing: 'transfer-encoding: chunked',
      piece: ['f4240\r\n', megabyte, '\r\n'],
      mostTaken: 60,
    },
  ])(
    '[1369.6a] $how is refused while it comes, and neither memory nor disk grows by it',
    async ({ framing, piece, mostTaken }) => {
      const orderId = await office.newOrder()
      const before = process.memoryUsage.rss()
      const client = rawUpload(office, orderId, framing)
      const taken = await sendAll(client, piece)
      await client.closed
      const grownMegabytes = (process.memoryUsage.rss() - before) / 1_000_000
      expect(client.answer()).toMatch(/^HTTP\/1\.1 413 /)
      expect(client.answer()).toContain('"code":"file-too-large"')
      expect(taken).toBeLessThan(mostTaken)
      expect(grownMegabytes).toBeLessThan(200)
      expect(await filesOf(office, orderId)).toEqual([])
      expect((await upload(office, orderId, aPdf())).status).toBe(200)
    },
  )
})

describe('an upload that goes wrong', () => {
  it('by a connection that is lost leaves nothing behind, and goes through when it is sent again', async () => {
    const orderId = await office.newOrder()
    const paper = aPdf('lost on the way'.repeat(1_000))
    const client = rawUpload(office, orderId, `content-length: ${paper.length}`)
    await client.send(paper.subarray(0, 5_000))
    client.socket.destroy()
    await pause(100)
    expect(await filesOf(office, orderId)).toEqual([])
    expect((await upload(office, orderId, paper)).status).toBe(200)
  })

  it.each([
    { how: 'falls silent', everyMs: 2_000 },
    { how: 'trickles', everyMs: 100 },
  ])('as it $how is ended with upload-too-slow', async ({ everyMs }) => {
    const orderId = await guarded.newOrder()
    const client = rawUpload(guarded, orderId, 'content-length: 100000')
    const trickle = setInterval(() => void client.send('x'), everyMs)
    await client.closed
    clearInterval(trickle)
    expect(client.answer()).toMatch(/^HTTP\/1\.1 408 /)
    expect(client.answer()).toContain('"code":"upload-too-slow"')
  })

  it('as more comes at once than is held in memory is told to come again, and frees what it held', async () => {
    const orderId = await guarded.newOrder()
    const big = aPdf('x'.repeat(900_000))
    const holding = rawUpload(guarded, orderId, `content-length: ${big.length}`)
    await holding.send(big.subarray(0, 800_000))
    await pause(50)
    const refused = await upload(guarded, orderId, big)
    expect(refused).toMatchObject({ status: 503, code: 'uploads-busy' })
    holding.socket.destroy()
    await pause(50)
    expect((await upload(guarded, orderId, big)).status).toBe(200)
    // And in all no more than an order may hold.
    expect(await upload(guarded, orderId, aPdf('y'.repeat(900_000)))).toMatchObject({ status: 409, code: 'too-many-files' })
  })

  it('by a stranger, or without the session’s token, is answered before a byte of it is read', async () => {
    const orderId = await office.newOrder()
    const address = `${office.origin}/api/orders/${orderId}/files?name=a`
    expect((await fetch(address, { method: 'POST', body: 'x' })).status).toBe(401)
    const { cookie } = headersOf(office.operator)
    expect((await fetch(address, { method: 'POST', body: 'x', headers: { cookie } })).status).toBe(403)
  })
})

describe('the scanner', () => {
  it('has seen what is called clean', async () => {
    const orderId = await guarded.newOrder()
    const paper = aPdf('clean'.repeat(50_000))
    expect((await upload(guarded, orderId, paper)).file.scan).toBe('clean')
    expect(clamd.scanned.at(-1)).toBe(paper.length)
  })

  it('[1369.6a] finds something: the file is refused, kept nowhere, and told as a security event', async () => {
    const orderId = await guarded.newOrder()
    const infected = await upload(guarded, orderId, aPdf(eicar))
    expect(infected).toMatchObject({ status: 422, code: 'file-infected', detail: 'Eicar-Test-Signature' })
    expect(await filesOf(guarded, orderId)).toEqual([])
    const { events } = await guarded.head.done('listSecurityEvents')
    expect(events[0]).toMatchObject({
      kind: 'infected-file',
      byName: 'Name of operator-a',
      detail: 'Eicar-Test-Signature',
      source: '127.0.0.1',
      deviceId: null,
    })
  })

  it.each(['says-error', 'says-nothing'] as const)('that %s is away: nothing is taken unscanned', async (as) => {
    const orderId = await guarded.newOrder()
    clamd.behave(as)
    if (as === 'says-nothing') setTimeout(() => void clamd.stop(), 100)
    expect(await upload(guarded, orderId, aPdf())).toMatchObject({ status: 503, code: 'scanner-away' })
    expect(await filesOf(guarded, orderId)).toEqual([])
  })

  it('that is away is done without where the installation says so, and the file is marked', async () => {
    const lenient = await openOffice({ scanner: { host: '127.0.0.1', port: 1 }, whenScannerAway: 'take-unscanned' })
    try {
      const orderId = await lenient.newOrder()
      expect((await upload(lenient, orderId, aPdf())).file.scan).toBe('unscanned')
    } finally {
      await lenient.test.end()
    }
  })
})
