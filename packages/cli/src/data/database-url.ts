import type { DatabaseRole } from '@bilezik/database'
import { runningDatabase } from './running-database.ts'

/** Of a running embedded database. */
export async function printDatabaseUrl(dataDir: string, role: DatabaseRole): Promise<void> {
  console.log((await runningDatabase({ data: dataDir }))[role])
}
