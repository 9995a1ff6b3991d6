import { backup, restore } from '@bilezik/database/backup'
import { plural } from '../plural.ts'

export async function backUp(to: string, dataDir: string): Promise<void> {
  const { bytes } = await backup({ dataDir, to, log: (line) => console.error(line) })
  console.log(
    `Backed up ${dataDir} to ${to} (${plural(Math.ceil(bytes / 1024), 'KiB', 'KiB')}). It holds the keys: keep it like the originals.`,
  )
}

export async function restoreInto(from: string, dataDir: string): Promise<void> {
  await restore({ from, dataDir })
  console.log(`Restored ${from} into ${dataDir}. Start it with: npx bilezik serve --data ${dataDir}`)
}
