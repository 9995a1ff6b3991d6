import fs from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

const runFileSchema = z.object({
  url: z.string(),
  /** Absent where no port takes it. */
  osmandUrl: z.string().optional(),
  isDemo: z.boolean(),
  demoPassword: z.string().nullable(),
})

/** Where the server that last started on a data directory can be reached; holds nothing secret but the demo's public password. */
export type RunFile = z.output<typeof runFileSchema>

const fileIn = (dataDir: string) => path.join(dataDir, 'running.json')

export async function writeRunFile(dataDir: string, run: RunFile): Promise<void> {
  await fs.mkdir(dataDir, { recursive: true })
  await fs.writeFile(fileIn(dataDir), `${JSON.stringify(run, null, 2)}\n`)
}

export async function removeRunFile(dataDir: string): Promise<void> {
  await fs.rm(fileIn(dataDir), { force: true })
}

export async function readRunFile(dataDir: string): Promise<RunFile | undefined> {
  try {
    return runFileSchema.parse(JSON.parse(await fs.readFile(fileIn(dataDir), 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
