// Run by embedded-process.ts: prints one line of JSON, then waits for a line.
import { once } from 'node:events'
import { EmbeddedError } from '../embedded/embedded-error.ts'
import { startEmbedded } from '../embedded/start-embedded.ts'
import type { EmbeddedReport } from './embedded-process.ts'

const report = (value: EmbeddedReport) => process.stdout.write(JSON.stringify(value) + '\n')
const dataDir = process.argv[2]
if (dataDir === undefined) throw new Error('give the data directory')
try {
  const database = await startEmbedded({ dataDir, log: () => {} })
  report({ kind: 'started', pid: database.pid, isReused: database.isReused, ownerUrl: database.urls.owner })
  await once(process.stdin, 'data')
  await database.stop()
  process.exit(0)
} catch (error) {
  if (!(error instanceof EmbeddedError)) throw error
  report({ kind: 'refused', code: error.code, message: error.message })
  process.exit(1)
}
