import type { SigningCode } from '@bilezik/contract'
import { hour, minute, parseIsoInstant, second } from '@bilezik/domain'
import { z } from 'zod'

export interface NcanodeSettings {
  /** Of the service, as `http://127.0.0.1:14579`: documents are sent there whole. */
  readonly url: string
  readonly withinMs?: number
  /** How often it is looked for what is to be checked. */
  readonly everyMs?: number
  /** After each check that told nothing; after the last of them it is given up. */
  readonly pausesMs?: readonly number[]
}

export const ncanodeDefaults = {
  /** It asks the authority's own services in its turn. */
  withinMs: 30 * second,
  everyMs: second,
  /** About three days, so that a weekend's failure loses no signature. */
  pausesMs: [5 * second, 15 * second, minute, 5 * minute, 15 * minute, hour, 4 * hour, 12 * hour, 24 * hour, 24 * hour],
} as const

/** Both are asked, and both have to have been looked at. */
export const revocationWays = ['OCSP', 'CRL'] as const

/** An ordinary answer has some kilobytes. */
const mostAnswerBytes = 1_048_576

const text = z.string().max(4_000)
/** With its offset, as NCANode writes it: an empty one taken for 1970 would be an answer that nobody gave. */
const date = text.transform((written, context) => {
  const at = parseIsoInstant(written)
  if (at.ok) return at.value
  context.addIssue('not an instant')
  return z.NEVER
})
const subjectSchema = z.object({
  commonName: text.nullish(),
  iin: text.nullish(),
  bin: text.nullish(),
  dn: text.nullish(),
})

/** Of NCANode 3: fields that we do not read may come and go. */
const certificateSchema = z.object({
  valid: z.boolean(),
  revocations: z
    .array(z.object({ revoked: z.boolean(), by: z.enum(revocationWays).nullish(), reason: text.nullish() }))
    .nullish(),
  notBefore: date,
  notAfter: date,
  keyUsage: z.enum(['UNKNOWN', 'AUTH', 'SIGN']),
  serialNumber: text,
  subject: subjectSchema,
  issuer: subjectSchema,
})
export type CheckedCertificate = z.output<typeof certificateSchema>

const answerSchema = z.object({
  valid: z.boolean(),
  signers: z
    .array(
      z.object({
        // Those that name the signer's number: one, unless somebody has put in a second.
        certificates: z.array(certificateSchema).max(20),
        tsp: z.object({ genTime: date.nullish() }).nullish(),
      }),
    )
    .max(20),
})
export type CmsAnswer = z.output<typeof answerSchema>

/** A refusal by the service itself: what it was given is no CMS that it can read. */
const refusalSchema = z.object({ status: z.literal(400), message: z.string() })

export type Checked = { readonly answer: CmsAnswer } | { readonly code: SigningCode; readonly said: string }

async function boundedText(response: Response): Promise<string | undefined> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body ?? []) {
    size += (piece as Uint8Array).byteLength
    if (size > mostAnswerBytes) return undefined
    pieces.push(piece as Uint8Array)
  }
  return Buffer.concat(pieces).toString('utf8')
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}

function meaningOf(status: number, body: string | undefined): Checked {
  const said = `HTTP ${status}`
  const json = body === undefined ? undefined : parsed(body)
  if (status === 400 && refusalSchema.safeParse(json).success) return { code: 'unreadable', said }
  if (status !== 200) return { code: 'service-away', said }
  const answer = answerSchema.safeParse(json)
  return answer.success ? { answer: answer.data } : { code: 'service-unclear', said: 'an answer that is not NCANode’s' }
}

/**
 * `POST /cms/verify` of NCANode 3: the signature, what was signed, and that both ways of revocation are looked at. Never throws; a stop
 * is told as no answer.
 */
export async function checkCms(settings: NcanodeSettings, cms: Buffer, pdf: Buffer, stopping?: AbortSignal): Promise<Checked> {
  const late = AbortSignal.timeout(settings.withinMs ?? ncanodeDefaults.withinMs)
  const base = settings.url.endsWith('/') ? settings.url : `${settings.url}/`
  try {
    const response = await fetch(new URL('cms/verify', base), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        cms: cms.toString('base64'),
        data: pdf.toString('base64'),
        revocationCheck: revocationWays,
      }),
      // The document goes nowhere but to the address that was set: a redirect is told as what it is, and not followed.
      redirect: 'manual',
      signal: stopping ? AbortSignal.any([late, stopping]) : late,
    })
    return meaningOf(response.status, await boundedText(response))
  } catch {
    return { code: 'service-away', said: late.aborted ? 'no answer in time' : 'no connection' }
  }
}
