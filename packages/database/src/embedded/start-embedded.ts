import { access, constants, mkdir } from 'node:fs/promises'
import { serverAccount } from './account.ts'
import { adoptCluster, ensureCluster } from './create-cluster.ts'
import { layoutOf } from './data-layout.ts'
import { explaining } from './embedded-error.ts'
import { isRunning } from './postmaster.ts'
import { withSuperuser } from './probe.ts'
import { installPrograms } from './programs.ts'
import { connectionUrl, DATABASE_NAME, ensureDatabase, ensureRoles, roleUrls, SUPERUSER_NAME, type RoleUrls } from './roles.ts'
import { ensureServer, type PortWish, type RunningServer } from './run-server.ts'
import { ensureSecrets, type Secrets } from './secrets.ts'
import { boundServerLog } from './server-log.ts'
import type { ServerHost } from './server-process.ts'
import { withStartLock } from './start-lock.ts'
import { stopServer } from './stop-server.ts'
import { watchServer } from './watch-server.ts'

export interface StartEmbeddedInput {
  readonly dataDir: string
  /** Takes one plain sentence at a time. */
  readonly log: (line: string) => void
  /** Without it, the port used last or any free one. A server that already runs keeps its own. */
  readonly port?: number
  /** For test clusters only: no fsync, no autovacuum. */
  readonly isThrowaway?: boolean
}

export interface EmbeddedDatabase {
  readonly urls: RoleUrls
  readonly superuserUrl: string
  readonly secrets: Secrets
  /** Whether the server was running already. */
  readonly isReused: boolean
  /** The server's process now: it changes when the server is restarted. */
  readonly pid: number
  /** Why it could not be started again after it ended, in one sentence; undefined while it runs. */
  readonly trouble: string | undefined
  /** Stops the server, also one that was reused. */
  stop(): Promise<void>
  /** Stops watching and leaves the server running. */
  detach(): Promise<void>
}

/**
 * Starts PostgreSQL on a directory, or joins the server that already runs there, and keeps it running until `stop` or `detach`.
 * Throws an EmbeddedError whose message tells the operator what to do.
 */
export async function startEmbedded({ dataDir, log, port, isThrowaway = false }: StartEmbeddedInput): Promise<EmbeddedDatabase> {
  const layout = layoutOf(dataDir)
  await explaining(layout.dataDir, async () => {
    await mkdir(layout.dataDir, { recursive: true, mode: 0o700 })
    await access(layout.dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  })
  const account = await serverAccount(layout)
  const host: ServerHost = { layout, account, isThrowaway, log, programs: await installPrograms(account) }
  const secrets = await ensureSecrets(layout)

  const locked = <Value>(work: () => Promise<Value>) =>
    withStartLock({ directory: layout.dataDir, secret: secrets.superuserPassword, log }, work)
  const ensureRunning = (wish: PortWish): Promise<RunningServer> =>
    locked(async () => {
      await adoptCluster(host)
      const server = await explaining(layout.dataDir, () => ensureServer(host, secrets.superuserPassword, wish))
      await prepare(server.port, secrets)
      return server
    })

  // Only here: should the data vanish later (a volume is unmounted), a restart must not put an empty database in its place.
  await locked(() => ensureCluster(host, secrets.superuserPassword))
  let server = await ensureRunning(port === undefined ? { kind: 'any' } : { kind: 'fixed', port })
  const first = server
  log(`PostgreSQL ${first.isReused ? 'was already running' : 'started'} on 127.0.0.1:${first.port} (process ${first.pid})`)

  const watch = watchServer({
    isRunning: () => isRunning(server.pid, layout.clusterDir),
    restart: async () => {
      server = await ensureRunning({ kind: 'fixed', port: first.port })
      // Only if somebody else was faster and was given another port.
      if (server.port !== first.port)
        log(`PostgreSQL now listens on port ${server.port} instead of ${first.port}: restart this program`)
    },
    tend: () => boundServerLog(layout.logFile),
    log,
  })

  return {
    urls: roleUrls(secrets.rolePasswords, first.port, DATABASE_NAME),
    superuserUrl: connectionUrl(SUPERUSER_NAME, secrets.superuserPassword, first.port, 'postgres'),
    secrets,
    isReused: first.isReused,
    get pid() {
      return server.pid
    },
    get trouble() {
      return watch.trouble
    },
    stop: async () => {
      await watch.stop()
      await locked(() => stopServer(host))
    },
    detach: () => watch.stop(),
  }
}

async function prepare(port: number, { superuserPassword, rolePasswords }: Secrets): Promise<void> {
  await withSuperuser(port, superuserPassword, async (client) => {
    await ensureRoles(client, rolePasswords)
    await ensureDatabase(client, DATABASE_NAME)
    // Nobody but the superuser has any business in the maintenance databases.
    await client.query('revoke connect on database postgres, template1 from public')
  })
}
