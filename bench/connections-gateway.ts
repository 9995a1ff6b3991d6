import { setTimeout as sleep } from 'node:timers/promises'
import { instant } from '@bilezik/domain'
import pino from 'pino'
import { Registry } from 'prom-client'
import { startGateway } from '../packages/server/src/gateway/start-gateway.ts'
import type { BenchDoor, GatewayMemory } from './connections.ts'

// The gateway of connections.ts, in a process of its own so that what is measured is only it.

type Question =
  | {
      readonly kind: 'start'
      readonly door: BenchDoor
      readonly tls?: { readonly certFile: string; readonly keyFile: string }
      readonly intakeUrl: string
      readonly masterKey: string
    }
  | { readonly kind: 'measure' }

async function memory(): Promise<GatewayMemory> {
  // Weak references and native handles are let go in more than one round.
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.()
    await sleep(250)
  }
  const { rss, heapUsed, external } = process.memoryUsage()
  return { rssBytes: rss, heapBytes: heapUsed, externalBytes: external }
}

process.on('message', (question: Question) => {
  const answer = async () => {
    if (question.kind === 'measure') return memory()
    const { door, intakeUrl, masterKey, tls } = question
    const gateway = await startGateway<never>({
      intakeUrl,
      gatewayName: 'main',
      masterKey: Buffer.from(masterKey, 'base64'),
      listen: { [door]: { host: '127.0.0.1', port: 0 } },
      ...(tls && { tls }),
      log: pino({ level: 'error' }, pino.destination(2)),
      registry: new Registry(),
      clock: () => instant(Date.now()),
      onCommitted: () => undefined,
    })
    return { port: gateway.ports[door] }
  }
  void answer().then((told) => process.send?.(told))
})
