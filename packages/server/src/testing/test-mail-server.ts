import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  readonly messageId: string
  readonly to: readonly string[]
  readonly text: string
}

/** What becomes of the next messages, one after the other; after the last of them everything is accepted. */
export type MailPlan =
  | 'accept'
  /** A refusal of the recipient, or of the message once it is there, for now or for good. */
  | { readonly atRecipient: number }
  | { readonly atMessage: number }
  /** Gone when so many bytes of the message have come. */
  | { readonly hangUpAfterBytes: number }
  /** Takes the message, and says nothing. */
  | 'accept-and-hang-up'
  | 'silence'

export interface TestMailServer {
  readonly url: string
  /** Everything that this server answered for: who gets one of them has it. */
  readonly received: ReceivedMail[]
  plan(...next: readonly MailPlan[]): void
  /** Milliseconds to think before the answer. */
  thinkMs: () => number
  stop(): Promise<void>
}

function refusal(code: number): Error {
  return Object.assign(new Error('as planned'), { responseCode: code })
}

/** A real SMTP server over real sockets. */
export async function startMailServer(): Promise<TestMailServer> {
  const received: ReceivedMail[] = []
  const plans: MailPlan[] = []
  const mail = { thinkMs: () => 0 }
  const current = (): MailPlan => plans[0] ?? 'accept'
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo: (_address, _session, done) => {
      const plan = current()
      if (typeof plan === 'object' && 'atRecipient' in plan) {
        plans.shift()
        done(refusal(plan.atRecipient))
      } else done()
    },
    onData: (stream, session, done) => {
      const plan = current()
      plans.shift()
      const hangUp = () => (server.connections as Set<{ close(): void }>).forEach((one) => one.close())
      if (typeof plan === 'object' && 'hangUpAfterBytes' in plan) {
        let bytes = 0
        stream.on('data', (piece: Buffer) => {
          bytes += piece.length
          if (bytes >= plan.hangUpAfterBytes) hangUp()
        })
        return
      }
      const take = async (): Promise<void> => {
        const whole = await text(stream)
        await pause(mail.thinkMs())
        if (plan === 'silence') return
        if (typeof plan === 'object') {
          done(refusal('atMessage' in plan ? plan.atMessage : 500))
          return
        }
        const messageId = /^Message-ID: <([^>]+)>/im.exec(whole)?.[1] ?? ''
        received.push({ messageId, to: session.envelope.rcptTo.map(({ address }) => address), text: whole })
        if (plan === 'accept-and-hang-up') hangUp()
        else done()
      }
      // A sender that went away in the middle of its message is answered by nobody.
      take().catch(() => undefined)
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return Object.assign(mail, {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received,
    plan: (...next: readonly MailPlan[]) => void plans.splice(0, plans.length, ...next),
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  })
}
