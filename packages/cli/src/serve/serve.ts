import { type DatabaseUrls, urlsFromOwner } from '@bilezik/database'
import { startEmbedded } from '@bilezik/database/embedded'
import { instant } from '@bilezik/domain'
import { type RunningServer, type ServerOptions, startServer } from '@bilezik/server'
import packageJson from '../../../../package.json' with { type: 'json' }
import { ensureConsole } from './build-console.ts'
import { demoPassword, shownAccounts, startDemo } from './demo.ts'
import { openDoors } from './device-doors.ts'
import { createLog } from './log.ts'
import { masterKeyFor } from './master-key.ts'
import { removeRunFile, writeRunFile } from './run-file.ts'

export interface ServeOptions extends Pick<ServerOptions, 'devices' | 'deviceSettings'> {
  readonly demo: boolean
  readonly data: string
  readonly port: number
  readonly host: string
  readonly database?: string
  readonly people: number
  /** Where files are scanned, how papers leave, and where they can be checked. */
  readonly papers: Pick<ServerOptions['config'], 'files' | 'sending' | 'ncanode' | 'publicUrl'>
}

const tell = (sentence: string): void => console.log(sentence)

interface Storage {
  readonly urls: DatabaseUrls
  readonly masterKey: Buffer
  /** Why the database cannot be kept running; undefined while it is, and for one that others run. */
  trouble(): string | undefined
  stop(): Promise<void>
  /** After a start that failed: what ran before it may serve somebody else, and is left as it was found. */
  leave(): Promise<void>
}

async function openStorage(options: ServeOptions): Promise<Storage> {
  if (options.database !== undefined) {
    const owner = process.env['DATABASE_OWNER_URL'] ?? options.database
    const urls = { ...urlsFromOwner(options.database), owner }
    const nothing = async () => undefined
    return { urls, masterKey: await masterKeyFor(options.data), trouble: () => undefined, stop: nothing, leave: nothing }
  }
  const embedded = await startEmbedded({ dataDir: options.data, log: tell })
  return {
    urls: embedded.urls,
    masterKey: Buffer.from(embedded.secrets.masterKey, 'base64'),
    trouble: () => embedded.trouble,
    stop: () => embedded.stop(),
    leave: () => (embedded.isReused ? embedded.detach() : embedded.stop()),
  }
}

/** Given with the reason to stop: Ctrl+C, or the end of the session that started us. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort(signal))
  return stopping.signal
}

function given(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason)
    else signal.addEventListener('abort', () => resolve(signal.reason), { once: true })
  })
}

function lastLines(server: RunningServer, isDemo: boolean): void {
  if (isDemo) {
    const accounts = shownAccounts.map((account) => account.login).join(', ')
    tell(`Open ${server.url} and sign in as ${accounts} with the password ${demoPassword} (demo; Ctrl+C stops it).`)
  } else if (server.setupToken !== undefined) {
    tell(`Open ${server.url}/setup?token=${server.setupToken} to make the first administrator (the link works once).`)
  } else tell(`Open ${server.url} (Ctrl+C stops the server).`)
}

function serverOptions(options: ServeOptions, storage: Storage): Omit<ServerOptions, 'consoleDir'> {
  const { BILEZIK_SECURE, BILEZIK_TRUST_PROXY, MAP_TILES_URL, NOMINATIM_URL } = process.env
  return {
    urls: storage.urls,
    masterKey: storage.masterKey,
    storageTrouble: () => storage.trouble(),
    config: {
      isDemo: options.demo,
      version: packageJson.version,
      mapTilesUrl: MAP_TILES_URL ?? null,
      addressServiceUrl: NOMINATIM_URL ?? null,
      isSecure: BILEZIK_SECURE === '1',
      demoAccounts: options.demo ? shownAccounts : [],
      ...options.papers,
      ...(BILEZIK_TRUST_PROXY !== undefined && { trustProxy: BILEZIK_TRUST_PROXY }),
    },
    listen: { host: options.host, port: options.port },
    devices: options.devices,
    ...(options.deviceSettings && { deviceSettings: options.deviceSettings }),
    log: createLog(),
    clock: () => instant(Date.now()),
    tell,
  }
}

/** `bilezik serve`: everything in one process until a signal ends it. */
export async function serve(options: ServeOptions): Promise<void> {
  const signal = stopSignal()
  const building = ensureConsole(tell)
  // Waited for below; should the database fail first, this failure is not news.
  building.catch(() => undefined)
  const storage = await openStorage(options)
  const settings = serverOptions(options, storage)
  let server: RunningServer | undefined
  let demo: { stop(): Promise<void> } | undefined
  try {
    server = await startServer({ ...settings, consoleDir: await building, signal })
    if (options.demo) demo = await startDemo({ server, people: options.people, log: settings.log, tell })
    const osmandPort = server.devicePorts.osmand ?? server.devicePorts.any
    await writeRunFile(options.data, {
      url: server.url,
      ...(osmandPort !== undefined && { osmandUrl: `http://127.0.0.1:${osmandPort}` }),
      isDemo: options.demo,
      demoPassword: options.demo ? demoPassword : null,
    })
    tell(`Devices: ${openDoors(server.devicePorts)}.`)
    lastLines(server, options.demo)
    tell(`Stopping (${String(await given(signal))}) …`)
  } catch (error) {
    // Stopped by hand while it waited for its database.
    if (error !== signal.reason) throw error
    tell(`Stopping (${String(signal.reason)}) …`)
  } finally {
    await demo?.stop()
    if (server) {
      // Only now is the file of this process: a start that failed may have met another server on the same data.
      await removeRunFile(options.data)
      await server.stop()
      await storage.stop()
    } else await storage.leave()
  }
}
