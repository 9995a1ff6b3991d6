import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { DatabaseRole } from '@bilezik/database'
import type { ServerAddress } from './server.ts'

const run = promisify(execFile)
const cli = fileURLToPath(new URL('../../packages/cli/bin/bilezik.js', import.meta.url))

/** `bilezik …` as a user types it; throws with what it printed where it fails. */
export async function bilezik(...args: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return run(process.execPath, [cli, ...args], { maxBuffer: 64 * 1024 * 1024 })
}

export async function databaseUrl(server: ServerAddress, role: DatabaseRole): Promise<string> {
  return (await bilezik('database-url', '--data', server.dataDir, '--role', role)).stdout.trim()
}
