import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../embedded/start-embedded.ts'

/** vitest globalSetup: one throwaway server for the whole run. Returns the teardown. */
// oxlint-disable-next-line import/no-default-export -- vitest looks for it
export default async function setupTestCluster(project: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bilezik-test-'))
  const lines: string[] = []
  try {
    const database = await startEmbedded({ dataDir, isThrowaway: true, log: (line) => lines.push(line) })
    const dismissJanitor = postJanitor(dataDir)
    project.provide('superuserUrl', database.superuserUrl)
    project.provide('roleUrls', database.urls)
    return async () => {
      await database.stop()
      await rm(dataDir, { recursive: true, force: true })
      dismissJanitor()
    }
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true })
    throw new Error(`The test database did not start: ${lines.join('; ')}`, { cause: error })
  }
}

/**
 * Stops the server and deletes its directory when this process ends without a teardown: Ctrl-C, kill -9, a crash.
 * It waits for the end of its input, which the system closes whatever happens to us.
 */
function postJanitor(dataDir: string): () => void {
  // No shell on Windows; there an interrupted run leaves its server to be ended by hand.
  if (process.platform === 'win32') return () => {}
  const script = `
    cat > /dev/null
    [ -d "$1" ] || exit 0
    pid=$(head -n 1 "$1/cluster/postmaster.pid" 2> /dev/null) && kill -QUIT "$pid" 2> /dev/null
    for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" 2> /dev/null || break; sleep 0.2; done
    rm -rf "$1"`
  const janitor = spawn('/bin/sh', ['-c', script, 'bilezik-test-janitor', dataDir], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  janitor.unref()
  // Neither the process nor its pipe may keep the run from ending.
  if (janitor.stdin instanceof Socket) janitor.stdin.unref()
  return () => janitor.stdin.end()
}
