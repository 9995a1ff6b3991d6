import { mostCmsBytes } from '@bilezik/contract'
import { createDatabase } from '@bilezik/database'
import { iinCheckDigit, later, maskedIin, minute, parseIsoInstant } from '@bilezik/domain'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aDecision, aPerson } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import type { NcanodeSettings } from './ncanode.ts'
import { SignatureChecker } from './signature-checker.ts'
import { type NcanodeStandIn, startNcanodeStandIn } from './testing/ncanode-stand-in.ts'
import { TestAuthority, type TestHolder, type TestKey, signCms } from './testing/test-authority.ts'

const iin = `85030930001${iinCheckDigit('85030930001')}`
const bin = `09014000812${iinCheckDigit('09014000812')}`
const pauseMs = 5 * minute

let test: TestApp
let head: TestBrowser
let a: string
let authority: TestAuthority
let service: NcanodeStandIn
let settings: NcanodeSettings
let checker: SignatureChecker
let born = 1940
let userId: string

beforeAll(async () => {
  authority = await TestAuthority.found()
  service = await startNcanodeStandIn(authority.certificate)
  settings = { url: service.url, withinMs: 2_000, pausesMs: [pauseMs, pauseMs] }
  test = await startTestApp({ ncanode: settings })
  a = await test.addOrganisation('A')
  head = await test.addUser('head', a, 'head-a')
  const { users } = await test.administrator.done('listUsers', {})
  userId = users.find(({ login }) => login === 'head-a')?.id as string
  await test.administrator.done('putUserIin', { params: { userId }, body: { iin } })
  await head.done('putContacts', { params: { organisationId: a }, body: { place: null, address: null, phone: null, bin } })
  checker = checkerOn(test.appPool)
})
afterAll(async () => {
  await service.stop()
  await test.end()
})
beforeEach(() => {
  const at = parseIsoInstant('2026-11-21T16:00:00+05:00')
  if (at.ok) test.clock.now = at.value
  service.behave('checks')
})

const checkerOn = (pool: pg.Pool) =>
  new SignatureChecker({
    db: createDatabase(pool),
    settings,
    log: pino({ level: 'silent' }),
    clock: () => test.clock.now,
  })

interface Paper {
  readonly orderId: string
  readonly documentId: string
  readonly pdfSha256: string
  readonly bytes: Buffer<ArrayBuffer>
}

/** A letter of return, that its head has to sign. */
async function paper(): Promise<Paper> {
  const { id: personId } = await head.done('createPerson', { body: aPerson(a, { iin: null, birthOn: `${born++}-05-01` }) })
  const body = { organisationId: a, decision: aDecision(), records: [] }
  const { id: orderId } = await head.done('openCaseFile', { params: { personId }, body })
  const issued = await head.done('issueDocument', { params: { orderId }, body: { document: { kind: 'return-to-body' } } })
  const { rows } = await test.owner.query<{ pdf: Buffer }>('SELECT pdf FROM documents WHERE id = $1', [issued.id])
  return { orderId, documentId: issued.id, pdfSha256: issued.pdfSha256, bytes: Buffer.from(rows[0]?.pdf ?? []) }
}

const keyOf = (change: Partial<TestHolder> = {}): Promise<TestKey> =>
  authority.issue({ commonName: 'ОМАРОВ ТИМУР', iin, ...change })
const handIn = ({ documentId, pdfSha256 }: Paper, cms: Buffer) =>
  head.call('signElectronically', {
    params: { documentId },
    body: { role: 'head', pdfSha256, cms: cms.toString('base64') },
  })
const journalOf = async ({ orderId }: Paper) => (await head.done('listDocuments', { params: { orderId } })).documents[0]

/** Handed in and checked once: what became of it. */
async function signedWith(key: TestKey, on: Paper, over: Paper = on) {
  expect((await handIn(on, await signCms(key, over.bytes))).status).toBe(200)
  await checker.round()
  const { state, places, electronic, signatures } = (await journalOf(on)) ?? {}
  return { state, place: places?.[0]?.state, is: electronic?.[0]?.state, code: electronic?.[0]?.code, signatures }
}

describe('a qualified electronic signature', () => {
  it('waits until the service has checked it; then it counts, with whose certificate it is, and can be taken out as it was made', async () => {
    const on = await paper()
    const cms = await signCms(await keyOf({ bin }), on.bytes)
    expect((await handIn(on, cms)).body).toMatchObject({ state: 'waiting', code: null })
    expect(await journalOf(on)).toMatchObject({ state: 'issued', places: [{ role: 'head', state: 'waiting' }], signatures: [] })
    // A second click hands in nothing twice.
    expect((await handIn(on, cms)).code).toBe('document-refused')
    await checker.round()
    expect(service.asked.at(-1)).toEqual({ path: '/cms/verify', revocationCheck: ['OCSP', 'CRL'] })
    const after = await journalOf(on)
    expect(after).toMatchObject({
      state: 'signed',
      places: [{ role: 'head', state: 'signed' }],
      electronic: [{ state: 'accepted', code: null }],
      signatures: [
        { method: 'cms', name: 'Name of head-a', certificate: { iin, subject: expect.stringContaining('ОМАРОВ ТИМУР') } },
      ],
    })
    const signatureId = after?.signatures[0]?.id ?? ''
    const taken = await head.call('getSignatureCms', { params: { documentId: on.documentId, signatureId } })
    expect(taken.status).toBe(200)
    const { rows } = await test.owner.query<{ bytes: Buffer }>('SELECT bytes FROM document_signatures WHERE id = $1', [
      signatureId,
    ])
    expect(rows[0]?.bytes.equals(cms)).toBe(true)
    expect((await handIn(on, cms)).code).toBe('document-refused')
    await expect(test.owner.query(`UPDATE electronic_signatures SET state = 'refused', code = 'revoked'`)).rejects.toThrow(
      'does not change',
    )
  })

  it.each([
    { what: 'a certificate that has expired', holder: { notAfter: new Date('2026-11-01T00:00:00Z') }, code: 'expired' },
    { what: 'somebody else’s certificate', holder: { iin: '900101300018' }, code: 'other-person' },
    { what: 'a key for authentication', holder: { usage: 'AUTH' }, code: 'authentication-key' },
    { what: 'an official of another organisation', holder: { bin: '999999999999' }, code: 'other-organisation' },
  ] as const)('by $what is refused, and kept among what was tried', async ({ holder, code }) => {
    const on = await paper()
    const tried = await signedWith(await keyOf(holder), on)
    expect(tried).toEqual({ state: 'issued', place: 'open', is: 'refused', code, signatures: [] })
  })

  it('by a revoked certificate, or of an authority that nobody knows, is refused', async () => {
    const key = await keyOf()
    service.revoke(key.certificate)
    expect(await signedWith(key, await paper())).toMatchObject({ place: 'open', code: 'revoked' })
    const stranger = await (await TestAuthority.found()).issue({ commonName: 'ОМАРОВ ТИМУР', iin })
    expect(await signedWith(stranger, await paper())).toMatchObject({ place: 'open', code: 'untrusted' })
  })

  it('of another document is refused before anybody is asked, however it is wrapped', async () => {
    const [on, other] = [await paper(), await paper()]
    const key = await keyOf()
    const before = service.asked.length
    expect(await signedWith(key, on, other)).toMatchObject({ place: 'open', is: 'refused', code: 'other-document' })
    // The service would check the content inside, and find it right.
    const attached = await signCms(key, other.bytes, true)
    expect((await handIn(on, attached)).body).toMatchObject({ state: 'refused', code: 'not-detached' })
    expect((await handIn(on, Buffer.from('no CMS at all'))).body).toMatchObject({ state: 'refused', code: 'unreadable' })
    // Deeper than any reader follows.
    expect((await handIn(on, Buffer.alloc(200_000, Buffer.from([0x30, 0x80])))).body).toMatchObject({ code: 'unreadable' })
    expect(service.asked.length).toBe(before)
  })

  it('with one bit changed is refused by the service', async () => {
    const on = await paper()
    const cms = await signCms(await keyOf(), on.bytes)
    cms.writeUInt8(cms.readUInt8(cms.length - 1) ^ 1, cms.length - 1)
    await handIn(on, cms)
    await checker.round()
    expect(await journalOf(on)).toMatchObject({ state: 'issued', electronic: [{ state: 'refused', code: 'not-valid' }] })
  })

  it('waits while the service is down, and is checked when it is up again', async () => {
    const on = await paper()
    await service.stop()
    expect(await signedWith(await keyOf(), on)).toMatchObject({ place: 'waiting', is: 'waiting', code: 'service-away' })
    await service.start()
    // Not yet: a service that has just come back is not run over.
    await checker.round()
    expect((await journalOf(on))?.state).toBe('issued')
    test.clock.now = later(test.clock.now, pauseMs)
    await checker.round()
    expect(await journalOf(on)).toMatchObject({ state: 'signed', electronic: [{ state: 'accepted' }] })
  })

  it.each([
    { mood: 'garbage', code: 'service-unclear' },
    { mood: 'endless', code: 'service-unclear' },
    { mood: 'silent', code: 'service-away' },
    { mood: 'cuts', code: 'service-away' },
    { mood: 'redirects', code: 'service-away' },
    { mood: 'fails', code: 'service-away' },
    { mood: 'no-ocsp', code: 'revocation-unknown' },
  ] as const)('counts for nothing while the service is $mood, and is given up in the end', async ({ mood, code }) => {
    const on = await paper()
    service.behave(mood)
    expect(await signedWith(await keyOf(), on)).toMatchObject({ state: 'issued', place: 'waiting', code, signatures: [] })
    for (const _ of [1, 2]) {
      test.clock.now = later(test.clock.now, pauseMs)
      await checker.round()
    }
    expect(await journalOf(on)).toMatchObject({ state: 'issued', electronic: [{ state: 'refused', code: 'never-checked' }] })
  })

  it('is held against an IIN that only an administrator of the account’s organisation sets', async () => {
    const body = { iin: null }
    expect((await head.call('putUserIin', { params: { userId }, body })).code).toBe('forbidden')
    const b = await test.addOrganisation('B')
    const stranger = await test.addUser('administrator', b, 'administrator-b')
    expect((await stranger.call('putUserIin', { params: { userId }, body })).code).toBe('not-found')
    const entered = async (typed: string) =>
      (await test.administrator.call('putUserIin', { params: { userId }, body: { iin: typed } })).code ?? 'taken'
    expect(await entered('850309300010')).toBe('iin-invalid')
    expect(await entered('a'.repeat(41))).toBe('bad-request')
    // As it is copied from a certificate or a card.
    expect(await entered(`${iin.slice(0, 6)} ${iin.slice(6)}`)).toBe('taken')
    const { users } = await test.administrator.done('listUsers', {})
    expect(users.find(({ id }) => id === userId)?.iin).toBe(iin)
    // Who enters no numbers reads none: their last digits alone.
    expect((await head.done('listUsers', {})).users.find(({ id }) => id === userId)?.iin).toBe(maskedIin(iin))
  })

  it('is held against a BIN whose check digit fits, and a missing one is told of before anybody signs', async () => {
    const { orderId } = await paper()
    const known = async () => (await head.done('listDocuments', { params: { orderId } })).electronicSigning
    const params = { organisationId: a }
    const contacts = { place: null, address: null, phone: null }
    const mistyped = await head.call('putContacts', { params, body: { ...contacts, bin: '123456789012' } })
    expect([mistyped.status, mistyped.code]).toEqual([422, 'bin-invalid'])
    expect(await known()).toEqual({ isSetUp: true, isIinKnown: true, isBinKnown: true })
    await head.done('putContacts', { params, body: { ...contacts, bin: null } })
    expect((await known()).isBinKnown).toBe(false)
    await head.done('putContacts', { params, body: { ...contacts, bin: `${bin.slice(0, 4)}-${bin.slice(4)}` } })
    expect((await head.done('getContacts', { params })).bin).toBe(bin)
  })

  it('is settled once, by two checkers at once, and after one that was killed between the answer and its writing', async () => {
    const on = await paper()
    await handIn(on, await signCms(await keyOf(), on.bytes))
    const pool = new pg.Pool({ ...test.appPool.options, statement_timeout: 300 })
    const held = await test.owner.connect()
    try {
      // The service answers; what it said waits for the row, and dies waiting.
      await held.query('BEGIN')
      await held.query('SELECT FROM electronic_signatures WHERE document_id = $1 FOR UPDATE', [on.documentId])
      const before = service.asked.length
      await expect(checkerOn(pool).round()).rejects.toThrow('statement timeout')
      expect(service.asked.length).toBe(before + 1)
    } finally {
      await held.query('ROLLBACK')
      held.release()
      await pool.end()
    }
    expect(await journalOf(on)).toMatchObject({ state: 'issued', electronic: [{ state: 'waiting' }], signatures: [] })
    await Promise.all([checker.round(), checkerOn(test.appPool).round()])
    const after = await journalOf(on)
    expect(after).toMatchObject({ state: 'signed', electronic: [{ state: 'accepted' }] })
    expect(after?.signatures).toHaveLength(1)
  })

  it('is taken up to its bound, and a byte more is refused as too large', async () => {
    const on = await paper()
    const code = async (bytes: number) => (await handIn(on, Buffer.alloc(bytes, 1))).code
    expect([await code(mostCmsBytes + 1), await code(mostCmsBytes + 2)]).toEqual(['bad-request', 'bad-request'])
    expect((await handIn(on, Buffer.alloc(mostCmsBytes, 1))).body).toMatchObject({ state: 'refused', code: 'unreadable' })
  })

  it('of 50 MB is not read at all; nor does anybody sign in another’s place, or without an IIN, or bytes that were not read', async () => {
    const on = await paper()
    expect((await handIn(on, Buffer.alloc(50_000_000))).status).toBe(413)
    const cms = (await signCms(await keyOf(), on.bytes)).toString('base64')
    const params = { documentId: on.documentId }
    const body = { role: 'head', pdfSha256: on.pdfSha256, cms }
    const code = async (who: TestBrowser, change: object = {}) =>
      (await who.call('signElectronically', { params, body: { ...body, ...change } })).code
    expect(await code(head, { role: 'employee' })).toBe('document-refused')
    expect(await code(head, { pdfSha256: '0'.repeat(64) })).toBe('document-changed')
    const colleague = await test.addUser('head', a, `head-b-${born}`)
    expect(await code(colleague)).toBe('document-refused')
    await test.administrator.done('putUserIin', { params: { userId }, body: { iin: null } })
    expect(await code(head)).toBe('signing-iin-unknown')
    await test.administrator.done('putUserIin', { params: { userId }, body: { iin } })
    expect((await journalOf(on))?.electronic).toEqual([])
  })
})
