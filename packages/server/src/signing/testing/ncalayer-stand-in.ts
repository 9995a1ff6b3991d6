import { once } from 'node:events'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { selfSigned } from '../../testing/self-signed.ts'
import { type TestKey, signCms } from './test-authority.ts'

/** What whoever sits before it does with the next request. */
export type NcalayerMood = 'signs' | 'cancels' | 'wrong-password'

export interface NcalayerStandIn {
  readonly port: number
  /** What each request asked of it, without the document. */
  readonly asked: { readonly module: string; readonly signingParams: unknown; readonly origin: string | undefined }[]
  behave(as: NcalayerMood): void
  stop(): Promise<void>
}

interface SignRequest {
  readonly module: string
  readonly method: string
  readonly args: { readonly format: string; readonly data: string; readonly signingParams: unknown }
}

/**
 * Not NCALayer: it speaks the `kz.gov.pki.knca.basics` protocol over a real WebSocket in real TLS, asks nobody for a key or a password,
 * and signs with one key of the test authority.
 */
export async function startNcalayerStandIn(key: TestKey): Promise<NcalayerStandIn> {
  const asked: NcalayerStandIn['asked'] = []
  let mood: NcalayerMood = 'signs'
  const server = https.createServer(selfSigned('127.0.0.1'))
  const sockets = new WebSocketServer({ server, maxPayload: 32 * 1024 * 1024 })
  const answer = async (socket: WebSocket, text: string, origin: string | undefined) => {
    const { module, method, args } = JSON.parse(text) as SignRequest
    asked.push({ module, signingParams: args.signingParams, origin })
    const say = (message: object) => socket.send(JSON.stringify(message))
    if (module !== 'kz.gov.pki.knca.basics' || method !== 'sign' || args.format !== 'cms')
      return say({ status: false, code: 'UNKNOWN_METHOD', message: method, details: '' })
    if (mood === 'cancels') return say({ status: true, body: {} })
    if (mood === 'wrong-password')
      return say({ status: false, code: 'KEYSTORE_ERROR', message: 'password is wrong', details: '' })
    const cms = await signCms(key, Uint8Array.from(Buffer.from(args.data, 'base64')))
    // Newer versions answer with a list, wrapped as PEM.
    say({ status: true, body: { result: [`-----BEGIN CMS-----\n${cms.toString('base64')}\n-----END CMS-----\n`] } })
  }
  sockets.on('connection', (socket, request) => {
    socket.on('error', () => {})
    socket.send(JSON.stringify({ result: { version: '1.4' } }))
    socket.on('message', (data: Buffer) => void answer(socket, data.toString('utf8'), request.headers.origin))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    behave: (as) => (mood = as),
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      if (!server.listening) return
      server.close()
      await once(server, 'close')
    },
  }
}
