import type { TestProject } from 'vitest/node'
import { startMailServer } from '../../packages/server/src/testing/test-mail-server.ts'
import { type ServerAddress, startServer } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the one demo that all journeys share. */
    demo: ServerAddress
  }
}

/** vitest globalSetup: one demo for all journeys, with its simulated people on the move, and a real SMTP server that takes its mail. Returns the teardown. */
// oxlint-disable-next-line import/no-default-export -- vitest looks for it
export default async function setUpDemo(project: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> {
  const mail = await startMailServer()
  const server = await startServer('--demo', '--smtp-url', mail.url, '--mail-from', 'bilezik@example.kz', '--smtp-plain')
  const { url, osmandUrl, gt06Port, dataDir } = server
  project.provide('demo', { url, osmandUrl, gt06Port, dataDir })
  return async () => {
    await server.stop()
    await mail.stop()
  }
}
