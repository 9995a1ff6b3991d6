import type { TestProject } from 'vitest/node'
import { type ServerAddress, startServer } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the one demo that all journeys share. */
    demo: ServerAddress
  }
}

/** vitest globalSetup: one demo for all journeys, with its simulated people on the move. Returns the teardown. */
// oxlint-disable-next-line import/no-default-export -- vitest looks for it
export default async function setUpDemo(project: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> {
  const server = await startServer('--demo')
  const { url, osmandUrl, gt06Port, dataDir } = server
  project.provide('demo', { url, osmandUrl, gt06Port, dataDir })
  return () => server.stop()
}
