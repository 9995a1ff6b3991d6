import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { type Instant, iinCheckDigit, instant, parseIsoInstant } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExpectedSigner, judgeAnswer } from './judge-answer.ts'
import { checkCms } from './ncanode.ts'
import { cmsFault } from './read-cms.ts'
import { type NcanodeAnswer, type NcanodeMood, type NcanodeStandIn, startNcanodeStandIn } from './testing/ncanode-stand-in.ts'
import { TestAuthority, type TestKey, signCms } from './testing/test-authority.ts'

const iin = `85030930001${iinCheckDigit('85030930001')}`
const bin = '123456789021'
const pdf = Buffer.from('%PDF-1.7 of a paper')
const submittedAt = at('2026-11-21T16:00:00Z')

function at(iso: string): Instant {
  const parsed = parseIsoInstant(iso)
  if (!parsed.ok) throw new Error(iso)
  return parsed.value
}

let authority: TestAuthority
let service: NcanodeStandIn
let key: TestKey
let cms: Buffer

beforeAll(async () => {
  authority = await TestAuthority.found()
  service = await startNcanodeStandIn(authority.certificate)
  key = await authority.issue({ commonName: 'ОМАРОВ ТИМУР', iin })
  cms = await signCms(key, Uint8Array.from(pdf))
})
afterAll(() => service.stop())

/** What a check of it comes to: a code, or `counts`. */
async function check(mood: NcanodeMood, change: Partial<ExpectedSigner> = {}, now = submittedAt, url = service.url) {
  service.behave(mood)
  const checked = await checkCms({ url, withinMs: 400 }, cms, pdf)
  if (!('answer' in checked)) return `${checked.code}: ${checked.said}`
  const judged = judgeAnswer(checked.answer, { iin, bin, submittedAt, ...change }, now)
  return 'code' in judged ? judged.code : 'counts'
}

type Told = NcanodeAnswer['signers'][number]['certificates'][number]
const whole = (change: object) => (answer: NcanodeAnswer) => ({ ...answer, ...change })
/** Of the signer’s certificate. */
const certificate = (change: (told: Told) => object) => (answer: NcanodeAnswer) => ({
  ...answer,
  signers: answer.signers.map((signer) => ({
    ...signer,
    certificates: signer.certificates.map((told) => ({ ...told, ...change(told) })),
  })),
})
const subject = (change: object) => certificate((told) => ({ subject: { ...told.subject, ...change } }))
const unclear = 'service-unclear: an answer that is not NCANode’s'

describe('a checking service that misbehaves', () => {
  it('counts where it answers as it should', async () => {
    expect(await check('checks')).toBe('counts')
  })

  it.each<{ what: string; mood: NcanodeMood; comes: string }>([
    { what: 'never answers', mood: 'silent', comes: 'service-away: no answer in time' },
    { what: 'answers a byte at a time, for ever', mood: 'dribbles', comes: 'service-away: no answer in time' },
    { what: 'is cut off within its answer', mood: 'cuts', comes: 'service-away: no connection' },
    { what: 'fails, in JSON', mood: 'fails', comes: 'service-away: HTTP 500' },
    { what: 'sends us elsewhere', mood: 'redirects', comes: 'service-away: HTTP 307' },
    { what: 'is a web page', mood: 'garbage', comes: unclear },
    { what: 'answers 10 MB', mood: 'large', comes: unclear },
    { what: 'never ends', mood: 'endless', comes: unclear },
    { what: 'answers null', mood: () => null, comes: unclear },
    { what: 'answers a list', mood: () => [], comes: unclear },
    { what: 'says right in a word', mood: whole({ valid: 'true' }), comes: unclear },
    { what: 'names no signers', mood: whole({ signers: undefined }), comes: unclear },
    { what: 'has a certificate from no time', mood: certificate(() => ({ notBefore: null })), comes: unclear },
    { what: 'has a certificate until the year 99999', mood: certificate(() => ({ notAfter: '99999-01-01' })), comes: unclear },
    { what: 'knows a third use of keys', mood: certificate(() => ({ keyUsage: 'BOTH' })), comes: unclear },
    { what: 'has a certificate of nobody', mood: certificate(() => ({ subject: null })), comes: unclear },
  ])('that $what tells nothing about a signature', async ({ mood, comes }) => {
    expect(await check(mood)).toBe(comes)
  })

  it('is asked once: a redirect is not followed', async () => {
    const before = service.asked.length
    await check('redirects')
    expect(service.asked.slice(before).map(({ path }) => path)).toEqual(['/cms/verify'])
  })

  it('that is not there at all, or speaks no HTTP, tells nothing', async () => {
    const other = createServer((socket) => socket.write('220 mail.example ESMTP\r\n', () => socket.destroy()))
    other.listen(0, '127.0.0.1')
    await once(other, 'listening')
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    expect(await check('checks', {}, submittedAt, url)).toBe('service-away: no connection')
    other.close()
    await once(other, 'close')
    expect(await check('checks', {}, submittedAt, url)).toBe('service-away: no connection')
  })

  it('is let go of at once when we stop', async () => {
    service.behave('silent')
    const stopping = new AbortController()
    const checked = checkCms({ url: service.url, withinMs: 3_600_000 }, cms, pdf, stopping.signal)
    stopping.abort()
    expect(await checked).toMatchObject({ code: 'service-away' })
  })
})

describe('an answer', () => {
  const other = '900101300018'
  it.each<{ what: string; mood: NcanodeMood; comes: string; expected?: Partial<ExpectedSigner>; now?: Instant }>([
    { what: 'right, of nobody', mood: whole({ signers: [] }), comes: 'service-unclear' },
    {
      what: 'of two signers',
      mood: (told) => ({ ...told, signers: [...told.signers, ...told.signers] }),
      comes: 'several-signers',
    },
    { what: 'of a signer without a certificate', mood: whole({ signers: [{ certificates: [] }] }), comes: 'service-unclear' },
    {
      what: 'of a signer with two certificates of one number',
      mood: (told) => whole({ signers: told.signers.map(({ certificates: [one] }) => ({ certificates: [one, one] })) })(told),
      comes: 'not-valid',
    },
    { what: 'of a key for authentication', mood: certificate(() => ({ keyUsage: 'AUTH' })), comes: 'authentication-key' },
    { what: 'of a key for neither', mood: certificate(() => ({ keyUsage: 'UNKNOWN' })), comes: 'no-signing-key' },
    { what: 'of another IIN', mood: subject({ iin: other }), comes: 'other-person' },
    { what: 'without an IIN', mood: subject({ iin: null }), comes: 'certificate-without-iin' },
    { what: 'with an empty IIN', mood: subject({ iin: '' }), comes: 'certificate-without-iin' },
    { what: 'of another organisation', mood: subject({ bin: '999999999999' }), comes: 'other-organisation' },
    { what: 'of our own organisation', mood: subject({ bin }), comes: 'counts' },
    {
      what: 'of an organisation while ours has no BIN',
      mood: subject({ bin }),
      comes: 'organisation-unknown',
      expected: { bin: null },
    },
    {
      what: 'of a certificate that begins tomorrow',
      mood: certificate(() => ({ notBefore: '2026-11-22T16:00:00.000+00:00' })),
      comes: 'expired',
    },
    {
      what: 'of a certificate that had ended',
      mood: certificate(() => ({ valid: false, notAfter: '2026-11-21T15:59:59.000+00:00' })),
      comes: 'expired',
    },
    {
      what: 'of a certificate that ended while it waited',
      mood: certificate(() => ({ valid: false, notAfter: '2026-11-22T00:00:00.000+00:00' })),
      comes: 'expired-meanwhile',
      now: at('2026-11-22T12:00:00Z'),
    },
    {
      what: 'of a revoked certificate, even called valid',
      mood: certificate(({ revocations }) => ({
        revocations: revocations.map((one) => ({ ...one, revoked: one.by === 'CRL' })),
      })),
      comes: 'revoked',
    },
    { what: 'of which nobody was asked', mood: certificate(() => ({ revocations: [] })), comes: 'revocation-unknown' },
    {
      what: 'of which the lists alone were asked',
      mood: certificate(({ revocations }) => ({ revocations: revocations.filter(({ by }) => by === 'CRL') })),
      comes: 'revocation-unknown',
    },
    { what: 'of which OCSP could not be asked', mood: 'no-ocsp', comes: 'revocation-unknown' },
    { what: 'of an unknown authority', mood: certificate(() => ({ valid: false })), comes: 'untrusted' },
    { what: 'of other bytes', mood: whole({ valid: false }), comes: 'not-valid' },
    {
      what: 'stamped long after we had it',
      mood: (told) =>
        whole({ signers: told.signers.map((one) => ({ ...one, tsp: { genTime: '2026-11-21T16:30:00.000+00:00' } })) })(told),
      comes: 'not-valid',
    },
  ])('$what comes to $comes', async ({ mood, comes, expected, now }) => {
    expect(await check(mood, expected, now)).toBe(comes)
  })

  it('keeps words that the database holds, whatever was written into the certificate', async () => {
    service.behave(subject({ dn: 'CN=A\u0000B\u{1b}[31m\ud800' }))
    const checked = await checkCms({ url: service.url }, cms, pdf)
    if (!('answer' in checked)) throw new Error(checked.code)
    const judged = judgeAnswer(checked.answer, { iin, bin, submittedAt }, instant(submittedAt))
    expect(judged).toMatchObject({ certificate: { subject: 'CN=A\u{fffd}B\u{fffd}[31m\u{fffd}', iin, bin: null } })
  })
})

describe('what speaks against a CMS before anybody is asked', () => {
  const cut = (length: number) => () => cms.subarray(0, length)
  it.each<{ what: string; given: () => Buffer | Promise<Buffer>; comes: string | undefined }>([
    { what: 'one of this document', given: () => cms, comes: undefined },
    {
      what: 'one of other bytes',
      given: () => signCms(key, Uint8Array.from(Buffer.from('%PDF-1.7 of another'))),
      comes: 'other-document',
    },
    { what: 'one with its own content', given: () => signCms(key, Uint8Array.from(pdf), true), comes: 'not-detached' },
    { what: 'nothing', given: () => Buffer.alloc(0), comes: 'unreadable' },
    { what: 'the document itself', given: () => pdf, comes: 'unreadable' },
    { what: 'a certificate alone', given: () => Buffer.from(key.certificate.toSchema().toBER()), comes: 'unreadable' },
    { what: 'a byte of it', given: cut(1), comes: 'unreadable' },
    { what: 'its first half', given: () => cms.subarray(0, cms.length >> 1), comes: 'unreadable' },
    { what: 'all but its last byte', given: () => cms.subarray(0, -1), comes: 'unreadable' },
    { what: 'one with bytes behind it', given: () => Buffer.concat([cms, Buffer.from([0])]), comes: 'unreadable' },
    {
      what: 'random bytes',
      given: () => Buffer.from(Array.from({ length: 4_096 }, (_, i) => (i * 7919 + 31) % 251)),
      comes: 'unreadable',
    },
  ])('$what: $comes', async ({ given, comes }) => {
    expect(cmsFault(await given(), pdf)).toBe(comes)
  })

  it('is found for one cut anywhere', () => {
    const faults = Array.from({ length: cms.length }, (_, length) => cmsFault(cms.subarray(0, length), pdf))
    expect(new Set(faults)).toEqual(new Set(['unreadable']))
  })
})
