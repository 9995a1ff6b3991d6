import { totalmem } from 'node:os'

export interface SettingsInput {
  readonly port: number
  readonly memoryBytes: number
  /** Only for test clusters that are thrown away: trades durability for speed. */
  readonly isThrowaway: boolean
}

const MEGABYTE = 1024 * 1024

/** What this process may use: a container's limit counts, not the machine behind it. */
export function availableMemoryBytes(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}

/**
 * Settings for one machine of unknown size that also runs the program. They are given on the command line at every start,
 * so they are always those of this version; an installation that wants its own runs its own PostgreSQL.
 */
export function serverSettings({ port, memoryBytes, isThrowaway }: SettingsInput): Record<string, string> {
  const memory = Math.floor(memoryBytes / MEGABYTE)
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // Loopback works on every system; socket paths are limited to about 100 characters and do not exist on Windows.
    unix_socket_directories: '',
    cluster_name: 'bilezik',
    max_connections: '60',
    shared_buffers: `${isThrowaway ? 128 : clamp(Math.floor(memory / 8), 64, 2048)}MB`,
    effective_cache_size: `${Math.max(Math.floor(memory / 2), 128)}MB`,
    maintenance_work_mem: '64MB',
    // Positions arrive without pause: fewer, longer checkpoints write fewer whole pages to the log.
    max_wal_size: '2GB',
    checkpoint_timeout: '10min',
    // Backups read the log through a replication slot of their own; this is the second belt.
    wal_level: 'replica',
    wal_keep_size: isThrowaway ? '0' : '256MB',
    random_page_cost: '1.1',
    idle_in_transaction_session_timeout: '60s',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    log_statement: 'none',
    log_min_duration_statement: '-1',
    // Statements and the DETAIL of errors carry names, identity numbers and coordinates: they stay out of the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(isThrowaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' } : { fsync: 'on' }),
  }
}

export function settingArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
