import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { selfSigned } from '../../../packages/server/src/testing/self-signed.ts'
import type { ApiClient } from '@bilezik/simulator'
import { setUp } from '../kept-at-home.ts'
import { takePlace } from '../place.ts'
import { type Ports, Served, type ServedOptions, ownerUrlOf } from '../served.ts'
import { Load } from './load.ts'
import { type LoadDoor, loadDoors } from './transports.ts'

export interface LoadedServer {
  readonly dataDir: string
  readonly url: string
  readonly ports: Ports<LoadDoor>
  readonly service: ApiClient
  ownerUrl(): Promise<string>
  /** Registered, and not at work before it is started. */
  readonly load: Load
  /** The process as it is now. */
  readonly served: Served<LoadDoor>
  /** A new process on the same ports, which may not be ready. */
  begin(): void
  /** The same, once it is ready. */
  serve(): Promise<void>
  /** Ends everything and removes every file. */
  leave(): Promise<void>
}

/** Where the data goes; what `undo` does is done at the end, when the server has stopped. */
export interface Prepared extends ServedOptions {
  readonly dataDir: string
  /** Of a database that is not the server's own. */
  readonly ownerUrl?: string
  readonly undo: () => Promise<void>
}

export interface LoadedOptions {
  readonly random: () => number
  readonly devicesPerTransport?: number
  /** Given the folder of the test. */
  readonly prepare?: (folder: string) => Promise<Prepared>
}

const anyPorts = Object.fromEntries(['console', ...loadDoors].map((door) => [door, 0])) as Ports<LoadDoor>
const inFolder = async (folder: string): Promise<Prepared> => ({
  dataDir: path.join(folder, 'data'),
  undo: async () => undefined,
})

/** A server of its own with a door for each transport, and devices for all of them. */
export async function startLoaded(options: LoadedOptions): Promise<LoadedServer> {
  const { random, devicesPerTransport, prepare = inFolder } = options
  const place = await takePlace()
  const undone: (() => Promise<unknown>)[] = [place.leave]
  const leave = async () => {
    for (const undo of undone.splice(0).toReversed()) await undo().catch((error: unknown) => console.error(error))
  }
  try {
    const prepared = await prepare(place.folder)
    const { dataDir, more = [] } = prepared
    undone.push(prepared.undo)
    const { cert, key } = selfSigned('localhost')
    const [certFile, keyFile] = [path.join(place.folder, 'server.crt'), path.join(place.folder, 'server.key')]
    await Promise.all([writeFile(certFile, cert), writeFile(keyFile, key)])
    const all = { ...prepared, more: ['--device-tls-cert', certFile, '--device-tls-key', keyFile, ...more] }
    let served = new Served(dataDir, anyPorts, all)
    undone.push(() => served.stop())
    const { url, ports, setupToken } = await served.ready
    const service = await setUp(url, setupToken ?? '')
    const load = await Load.register({
      service,
      ports,
      random,
      authority: cert,
      ...(devicesPerTransport !== undefined && { devicesPerTransport }),
    })
    undone.push(async () => load.stop())
    const begin = () => void (served = new Served(dataDir, ports, all))
    return {
      dataDir,
      url,
      ports,
      service,
      ownerUrl: async () => prepared.ownerUrl ?? ownerUrlOf(dataDir),
      load,
      leave,
      begin,
      get served() {
        return served
      },
      serve: async () => {
        begin()
        await served.ready
      },
    }
  } catch (error) {
    await leave()
    throw error
  }
}
