import pg from 'pg'
import type { World } from './world.ts'

/**
 * The world's database goes away: every connection to it ends, and no new one is let in. Returns what brings it back. Other test
 * files' databases on the same server are not touched.
 */
export async function takeDatabaseAway({ database, owner }: World): Promise<() => Promise<void>> {
  const elsewhere = new URL(database.superuserUrl)
  elsewhere.pathname = '/postgres'
  const admin = new pg.Client({ connectionString: elsewhere.href })
  await admin.connect()
  // The world's own connections end with the others; its next question opens one anew.
  owner.on('error', () => undefined)
  await admin.query(`ALTER DATABASE ${database.name} ALLOW_CONNECTIONS false`)
  await admin.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [database.name])
  let isBack = false
  return async () => {
    if (isBack) return
    isBack = true
    await admin.query(`ALTER DATABASE ${database.name} ALLOW_CONNECTIONS true`)
    await admin.end()
  }
}
