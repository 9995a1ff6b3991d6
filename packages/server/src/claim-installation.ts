import { connectionConfig } from '@bilezik/database'
import pg from 'pg'
import { StartError } from './gateway/listener.ts'

/** Decides at the first start whether a database is a demo, and refuses to mix the two ever after. */
export async function claimInstallation(ownerUrl: string, isDemo: boolean): Promise<void> {
  const client = new pg.Client(connectionConfig(ownerUrl, 'bilezik-start'))
  // Told by the statement that fails with it.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('INSERT INTO installation (is_demo) VALUES ($1) ON CONFLICT DO NOTHING', [isDemo])
    const { rows } = await client.query<{ is_demo: boolean }>('SELECT is_demo FROM installation')
    const wasDemo = rows[0]?.is_demo ?? isDemo
    if (wasDemo === isDemo) return
    throw new StartError(
      wasDemo
        ? 'This database holds a demo with public passwords; start it with --demo, or name another with --data or --database.'
        : 'This database holds a real installation; a demo is not started in it. Name another directory with --data.',
    )
  } finally {
    await client.end()
  }
}
