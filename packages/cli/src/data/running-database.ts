import { existsSync } from 'node:fs'
import path from 'node:path'
import { type DatabaseUrls, urlsFromOwner } from '@bilezik/database'
import { startEmbedded } from '@bilezik/database/embedded'
import { UsageError } from '../sentence-of.ts'

/** Addresses of the database of a running server: one's own, or the embedded one. A mistyped directory is not made into a new one. */
export async function runningDatabase({
  data,
  database,
}: {
  data: string
  database?: string | undefined
}): Promise<DatabaseUrls> {
  if (database !== undefined) return urlsFromOwner(database)
  if (!existsSync(path.join(data, 'secrets.json'))) throw new UsageError(`There is no database in ${data}.`)
  const embedded = await startEmbedded({ dataDir: data, log: () => undefined })
  if (!embedded.isReused) {
    await embedded.stop()
    throw new UsageError(`No server runs on ${data}; start one with: npx bilezik serve --data ${data}`)
  }
  await embedded.detach()
  return embedded.urls
}
