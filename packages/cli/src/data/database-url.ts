import { existsSync } from 'node:fs'
import path from 'node:path'
import type { DatabaseRole } from '@bilezik/database'
import { startEmbedded } from '@bilezik/database/embedded'
import { UsageError } from '../sentence-of.ts'

/** Of a running embedded database; a mistyped directory is not made into a new one. */
export async function printDatabaseUrl(dataDir: string, role: DatabaseRole): Promise<void> {
  if (!existsSync(path.join(dataDir, 'secrets.json'))) throw new UsageError(`There is no database in ${dataDir}.`)
  const database = await startEmbedded({ dataDir, log: () => undefined })
  if (!database.isReused) {
    await database.stop()
    throw new UsageError(`No server runs on ${dataDir}; start one with: npx bilezik serve --data ${dataDir}`)
  }
  await database.detach()
  console.log(database.urls[role])
}
