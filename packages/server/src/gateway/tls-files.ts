import fs from 'node:fs/promises'
import type net from 'node:net'
import tls from 'node:tls'
import type { Logger } from 'pino'
import { StartError } from './listener.ts'

export interface TlsSettings {
  /** PEM: the certificate, and behind it those that lead to its root. */
  readonly certFile: string
  /** PEM, without a password. */
  readonly keyFile: string
}

const handshakeMs = 10_000
const checkEveryMs = 60_000

async function readContext({ certFile, keyFile }: TlsSettings): Promise<tls.SecureContext> {
  const [cert, key] = await Promise.all([fs.readFile(certFile), fs.readFile(keyFile)])
  // Throws unless the key belongs to the certificate.
  return tls.createSecureContext({ cert, key, minVersion: 'TLSv1.2' })
}

async function markOf({ certFile, keyFile }: TlsSettings): Promise<string> {
  const stats = await Promise.all([fs.stat(certFile), fs.stat(keyFile)])
  return stats.map(({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`).join(' ')
}

function startError(error: unknown, { certFile, keyFile }: TlsSettings): StartError {
  const { code, path, message } = error as NodeJS.ErrnoException
  if (path !== undefined) return new StartError(`The file ${path} for TLS cannot be read (${code}).`, { cause: error })
  return new StartError(`${certFile} and ${keyFile} are no certificate and key that belong together (${message}).`, {
    cause: error,
  })
}

/** The certificate that devices are shown. Renewed files are taken up within a minute, and no connection ends for it. */
export class TlsFiles {
  readonly #settings: TlsSettings
  readonly #log: Logger
  readonly #timer: NodeJS.Timeout
  #context: tls.SecureContext
  #mark: string

  private constructor(settings: TlsSettings, context: tls.SecureContext, mark: string, log: Logger, everyMs: number) {
    this.#settings = settings
    this.#context = context
    this.#mark = mark
    this.#log = log
    this.#timer = setInterval(() => void this.#renew(), everyMs)
    this.#timer.unref()
  }

  /** A file that cannot be read or does not fit the other is a StartError. */
  static async open(settings: TlsSettings, log: Logger, everyMs: number = checkEveryMs): Promise<TlsFiles> {
    try {
      const mark = await markOf(settings)
      return new TlsFiles(settings, await readContext(settings), mark, log, everyMs)
    } catch (error) {
      throw startError(error, settings)
    }
  }

  /** While a renewal is half done, or wrong, the former certificate is shown, and the files are tried again. */
  async #renew(): Promise<void> {
    try {
      const mark = await markOf(this.#settings)
      if (mark === this.#mark) return
      this.#context = await readContext(this.#settings)
      this.#mark = mark
      this.#log.info('gateway: the renewed certificate is in use')
    } catch (error) {
      this.#log.error({ err: error }, 'gateway: the files for TLS have changed and cannot be used; the former certificate stays')
    }
  }

  /** The connection as its peer speaks inside TLS. Who does not finish the handshake in time is shown out. */
  secured(socket: net.Socket): tls.TLSSocket {
    const secured = new tls.TLSSocket(socket, { isServer: true, secureContext: this.#context })
    secured.disableRenegotiation()
    // Before and after the handshake: an alert or a reset by the peer is ordinary.
    secured.on('error', () => secured.destroy())
    const timer = setTimeout(() => {
      if (secured.getPeerFinished() === undefined) socket.destroy()
    }, handshakeMs)
    timer.unref()
    return secured
  }

  close(): void {
    clearInterval(this.#timer)
  }
}
