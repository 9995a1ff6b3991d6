import { once } from 'node:events'
import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { type Outgoing, type SendOutcome, told } from './outgoing.ts'
import { type MailSettings, sendingDefaults } from './sending-settings.ts'

/** Held back until it stands in the database that it is about to leave: without it no server takes the message. */
const lastBytes = 16

/** Plain: names of persons belong into the paper, not into the headers of a message. */
async function composed(paper: Outgoing, from: string): Promise<Buffer> {
  const { kk, ru } = paper.senderName
  const host =
    from
      .split('@')
      .at(-1)
      ?.replace(/[^A-Za-z0-9.-]/g, '') || 'bilezik.invalid'
  return new MailComposer({
    from,
    to: paper.address,
    // The same in every attempt: whoever gets it twice after all can tell.
    messageId: `<${paper.id}@${host}>`,
    subject: `${kk} / ${ru}: ${paper.name}`,
    text: `${kk}\n${ru}\n\n${paper.name}\nSHA-256: ${paper.sha256}\n`,
    attachments: [{ filename: paper.name, contentType: paper.mediaType, content: paper.bytes }],
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableUrlAccess: true,
    disableFileAccess: true,
  })
    .compile()
    .build()
}

function connectionOf({ url, isPlainAllowed = false, silenceMs = sendingDefaults.silenceMs }: MailSettings): SMTPConnection {
  const { protocol, hostname, port } = new URL(url)
  const isSecure = protocol === 'smtps:'
  return new SMTPConnection({
    host: hostname,
    port: port === '' ? (isSecure ? 465 : 587) : Number(port),
    secure: isSecure,
    requireTLS: !isSecure && !isPlainAllowed,
    connectionTimeout: silenceMs,
    greetingTimeout: silenceMs,
    socketTimeout: silenceMs,
    socketCloseTimeout: 0,
    // Its lines would hold addresses and, when it signs in, the password.
    logger: false,
  })
}

/** Settles by the callback, or when the connection says that it failed. */
function asked<T>(connection: SMTPConnection, ask: (done: (error?: Error | null, answer?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject)
    connection.once('end', () => reject(new Error('the connection ended')))
    ask((error, answer) => (error ? reject(error) : resolve(answer as T)))
  })
}

/** `before`: getting as far as the message, which is between the two servers and no fault of the paper or the addressee. */
type Stage = 'before' | 'message' | 'handed'

function outcomeOf(error: unknown, stage: Stage): SendOutcome {
  const { message, responseCode } = error as { message?: string; responseCode?: number }
  const detail = message ?? String(error)
  if (stage === 'before') return told('not-sent', detail)
  if (responseCode !== undefined) return told(responseCode >= 500 ? 'rejected' : 'not-sent', detail)
  return told(stage === 'handed' ? 'unclear' : 'not-sent', detail)
}

/**
 * One attempt over SMTP. `handOver` is called when everything but the last bytes has been written; what it throws ends the
 * attempt, and nothing has been sent then. Never throws.
 */
export async function sendMail(settings: MailSettings, paper: Outgoing, handOver: () => Promise<void>): Promise<SendOutcome> {
  let stage: Stage = 'before'
  const connection = connectionOf(settings)
  connection.on('error', () => {})
  try {
    const message = await composed(paper, settings.from)
    const pieces = async function* (): AsyncGenerator<Buffer> {
      yield message.subarray(0, -lastBytes)
      await handOver()
      stage = 'handed'
      yield message.subarray(-lastBytes)
    }
    await asked<void>(connection, (done) => connection.connect((error) => done(error)))
    const { username, password } = new URL(settings.url)
    if (username !== '')
      await asked(connection, (done) =>
        connection.login({ user: decodeURIComponent(username), pass: decodeURIComponent(password) }, done),
      )
    stage = 'message'
    const from = /<([^>]+)>/.exec(settings.from)?.[1] ?? settings.from
    const { response } = await asked<{ response: string }>(connection, (done) =>
      connection.send({ from, to: [paper.address], size: message.length }, Readable.from(pieces(), { objectMode: false }), done),
    )
    connection.quit()
    await Promise.race([once(connection, 'end'), new Promise((resolve) => setTimeout(resolve, 200).unref())])
    return told('accepted', response)
  } catch (error) {
    return outcomeOf(error, stage)
  } finally {
    connection.close()
  }
}
