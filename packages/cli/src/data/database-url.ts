import type { DatabaseRole } from '@bilezik/database'
import { startEmbedded } from '@bilezik/database/embedded'
import { UsageError } from '../sentence-of.ts'

/** Of a running embedded database; starts nothing. */
export async function printDatabaseUrl(dataDir: string, role: DatabaseRole): Promise<void> {
  const database = await startEmbedded({ dataDir, log: () => undefined })
  if (!database.isReused) {
    await database.stop()
    throw new UsageError(`No server runs on ${dataDir}; start one with: npx bilezik serve --data ${dataDir}`)
  }
  await database.detach()
  console.log(database.urls[role])
}
