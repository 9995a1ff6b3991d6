import { mostCmsBytes } from '@bilezik/contract'
import { type Language } from '@bilezik/domain'
import { z } from 'zod'

/** Where NCALayer listens on the machine of whoever signs; the page's content policy lets it connect there and nowhere else. */
export const ncalayerUrl = 'wss://127.0.0.1:13579/'

export type NcalayerOutcome =
  | { readonly kind: 'signed'; readonly cms: string }
  | { readonly kind: 'not-running' | 'cancelled' | 'timeout' | 'unreadable' | 'closed' }
  | { readonly kind: 'failed'; readonly said: string }

interface Asked {
  /** In base64: the document itself, so that NCALayer can show what is signed. */
  readonly data: string
  readonly language: Language
}

interface Patience {
  /** To the greeting: NCALayer is there, or it is not. */
  readonly greetingMs: number
  /** To the signature: somebody looks for a token and remembers a password. */
  readonly signatureMs: number
}

const patience: Patience = { greetingMs: 10_000, signatureMs: 5 * 60_000 }
const mostLetters = Math.ceil(mostCmsBytes / 3) * 4 + 10_000

const greetingSchema = z.object({ result: z.object({ version: z.string() }) })
const cmsField = z.string().min(1)
const answerSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal(true),
    body: z.object({ result: z.union([cmsField, z.array(cmsField).length(1)]).optional() }).nullish(),
  }),
  z.object({ status: z.literal(false), code: z.coerce.string().nullish(), message: z.string().nullish() }),
])

/** Certificates for signing alone: those for authentication are not even offered. */
const emailProtection = '1.3.6.1.5.5.7.3.4'

function requestOf({ data, language }: Asked) {
  return {
    module: 'kz.gov.pki.knca.basics',
    method: 'sign',
    args: {
      allowedStorages: null,
      format: 'cms',
      data,
      // Detached, of the decoded bytes, with a time stamp of the authority.
      signingParams: { decode: true, encapsulate: false, digested: false, tsaProfile: {} },
      signerParams: { extKeyUsageOids: [emailProtection] },
      locale: language,
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Some versions wrap it as PEM. */
function cmsOf(text: string): NcalayerOutcome {
  const cms = text.replaceAll(/-----(?:BEGIN|END) [A-Z ]+-----|\s/g, '')
  return /^[A-Za-z0-9+/]+={0,2}$/.test(cms) ? { kind: 'signed', cms } : { kind: 'unreadable' }
}

/** What an answer to the request says; undefined: it is none, as the signs of life in between. */
function outcomeOf(message: unknown): NcalayerOutcome | undefined {
  if (typeof message !== 'object' || message === null || !('status' in message)) return undefined
  const answer = answerSchema.safeParse(message)
  if (!answer.success) return { kind: 'unreadable' }
  if (answer.data.status) {
    const result = answer.data.body?.result
    if (result === undefined) return { kind: 'cancelled' }
    return cmsOf(typeof result === 'string' ? result : (result[0] ?? ''))
  }
  const said = [answer.data.code, answer.data.message].filter(Boolean).join(': ').slice(0, 300)
  return /cancel/i.test(said) ? { kind: 'cancelled' } : { kind: 'failed', said }
}

/** Has NCALayer sign, once; whatever becomes of it is told and nothing is thrown. Aborting closes the connection. */
export function signByNcalayer(
  asked: Asked,
  signal: AbortSignal,
  { greetingMs, signatureMs } = patience,
): Promise<NcalayerOutcome> {
  return new Promise((resolve) => {
    const socket = new WebSocket(ncalayerUrl)
    let hasGreeted = false
    let timer = setTimeout(() => end({ kind: 'not-running' }), greetingMs)
    const end = (outcome: NcalayerOutcome) => {
      clearTimeout(timer)
      socket.close()
      resolve(outcome)
    }
    const lost = () => end({ kind: hasGreeted ? 'closed' : 'not-running' })
    socket.addEventListener('error', lost)
    socket.addEventListener('close', lost)
    signal.addEventListener('abort', () => end({ kind: 'cancelled' }), { once: true })
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data !== 'string' || data.length > mostLetters) return end({ kind: 'unreadable' })
      const message = parsed(data)
      if (!hasGreeted) {
        if (!greetingSchema.safeParse(message).success) return end({ kind: 'unreadable' })
        hasGreeted = true
        clearTimeout(timer)
        timer = setTimeout(() => end({ kind: 'timeout' }), signatureMs)
        return socket.send(JSON.stringify(requestOf(asked)))
      }
      const outcome = outcomeOf(message)
      if (outcome) end(outcome)
    })
  })
}
