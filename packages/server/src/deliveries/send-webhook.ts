import { createHmac } from 'node:crypto'
import { type LookupAddress, lookup as resolve } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { type Outgoing, type SendOutcome, told } from './outgoing.ts'
import { type WebhookSettings, sendingDefaults } from './sending-settings.ts'
import { isOwnAddress, isReceiverAllowed } from './webhook-address.ts'

/** A name that is allowed must not lead to this machine. */
const foreign: LookupFunction = (hostname, options, done) => {
  resolve(hostname, options, (error, address: string | LookupAddress[], family) => {
    const all = typeof address === 'string' ? [address] : (address ?? []).map((one) => one.address)
    if (!error && all.some(isOwnAddress)) done(new Error('the name leads to this machine'), '')
    else done(error, address, family)
  })
}

/** HMAC-SHA256 over `<timestamp>.<body>`; a receiver refuses one that is older than five minutes. */
export function signatureOf(secret: Buffer, sentAtSeconds: string, body: Buffer): string {
  return createHmac('sha256', secret).update(`${sentAtSeconds}.`).update(body).digest('hex')
}

function outcomeOf(status: number): SendOutcome {
  const said = `HTTP ${status}`
  if (status >= 200 && status < 300) return told('accepted', said)
  // Too early, too much, or a fault over there: later perhaps. A redirection is not followed.
  const isPassing = [408, 425, 429].includes(status) || status >= 500
  return told(isPassing ? 'not-sent' : 'rejected', said)
}

/**
 * One attempt by a signed POST (docs/guides/webhooks.md). An answer that is lost is no puzzle here: the attempt is made again under
 * the same idempotency key, and the receiver takes it once. Never throws.
 */
export async function sendWebhook(
  settings: WebhookSettings,
  paper: Outgoing,
  now: number,
  handOver: () => Promise<void>,
): Promise<SendOutcome> {
  if (!paper.secret || !isReceiverAllowed(paper.address, settings)) return told('rejected', 'the receiver is not allowed')
  const { name, mediaType, sha256, bytes, id, senderName } = paper
  const body = Buffer.from(
    JSON.stringify({
      deliveryId: id,
      sender: senderName,
      document: { name, mediaType, sha256, contentBase64: bytes.toString('base64') },
    }),
  )
  const sentAtSeconds = String(Math.floor(now / 1_000))
  const url = new URL(paper.address)
  const client = url.protocol === 'https:' ? https : http
  try {
    await handOver()
    return await new Promise<SendOutcome>((done, fail) => {
      const request = client.request(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': body.length,
          'idempotency-key': id,
          'x-bilezik-timestamp': sentAtSeconds,
          'x-bilezik-signature': `v1=${signatureOf(paper.secret as Buffer, sentAtSeconds, body)}`,
        },
        signal: AbortSignal.timeout(settings.withinMs ?? sendingDefaults.webhookWithinMs),
        ...(settings.isLoopbackAllowed !== true && { lookup: foreign }),
      })
      request.on('error', fail)
      request.on('response', (response) => {
        // What else the receiver says is nobody's business, and could be endless.
        response.destroy()
        done(outcomeOf(response.statusCode ?? 0))
      })
      request.end(body)
    })
  } catch (error) {
    return told('not-sent', (error as Error).message)
  }
}
