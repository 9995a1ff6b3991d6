import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repositoryRoot, tool } from '../repository.ts'
import type { Step } from './steps.ts'
import { type Tally, tallyReport } from './tally.ts'

interface Ended {
  readonly exitCode: number
  readonly output: string
}

/** Far above any honest run: what hangs must not hang for ever. */
const limitMs = 45 * 60_000

/** With `isShown` the output goes straight to the terminal, else it is returned. */
function run(args: readonly string[], isShown: boolean): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: repositoryRoot,
      env: process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', isShown ? 'inherit' : 'pipe', isShown ? 'inherit' : 'pipe'],
      timeout: limitMs,
    })
    const chunks: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const output = Buffer.concat(chunks).toString()
      resolve({ exitCode: code ?? 1, output: signal === null ? output : `${output}\nended by ${signal}` })
    })
  })
}

async function runTests(project: string): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), 'report-'))
  try {
    const file = join(folder, 'report.json')
    const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
    const { exitCode } = await run([tool('vitest'), 'run', '--project', project, ...reporters], true)
    const report = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Parameters<typeof tallyReport>[0]) : undefined
    return tallyReport(report, exitCode)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A static check counts as one test. Its output is shown when it fails. */
export async function runStep(step: Step): Promise<Tally> {
  switch (step.kind) {
    case 'static': {
      const { exitCode, output } = await run(step.args, false)
      if (exitCode !== 0) console.log(output)
      return exitCode === 0 ? { passed: 1, failed: 0, skipped: [] } : { passed: 0, failed: 1, skipped: [] }
    }
    case 'tests':
      return runTests(step.project)
    default:
      return step satisfies never
  }
}
