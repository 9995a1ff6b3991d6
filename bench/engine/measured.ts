import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Runs } from './case.ts'

const program = fileURLToPath(new URL('case.ts', import.meta.url))

/** As the program itself is started. */
const nodeOptions = JSON.parse(
  readFileSync(new URL('../../packages/cli/bin/node-options.json', import.meta.url), 'utf8'),
) as string[]

/** Runs one measurement in a process of its own, with a collector that can be called to weigh what is in memory. */
export async function measured<Name extends keyof Runs>(
  name: Name,
  workload: Parameters<Runs[Name]>[0],
): Promise<Awaited<ReturnType<Runs[Name]>>> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...nodeOptions,
    '--expose-gc',
    program,
    name,
    JSON.stringify(workload),
  ])
  return JSON.parse(stdout) as Awaited<ReturnType<Runs[Name]>>
}
