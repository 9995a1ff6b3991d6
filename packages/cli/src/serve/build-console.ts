import { spawn } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'

const packages = path.resolve(import.meta.dirname, '../../..')
const consoleRoot = path.join(packages, 'console')
const dist = path.join(consoleRoot, 'dist')
const stamp = path.join(dist, '.built-from')

/** Everything that the built console is made of, besides installed packages, which the lock file stands for. */
const inputs = [
  'console/src',
  'console/basemap',
  'console/public',
  'console/shell-worker',
  'console/index.html',
  'console/vite.config.ts',
  'console/package.json',
  'contract/src',
  'domain/src',
  '../package-lock.json',
]

async function filesBelow(entry: string): Promise<string[]> {
  const stat = await fs.stat(entry).catch(() => undefined)
  if (!stat) return []
  if (stat.isFile()) return [entry]
  const names = await fs.readdir(entry)
  return (await Promise.all(names.map((name) => filesBelow(path.join(entry, name))))).flat()
}

async function fingerprint(): Promise<string> {
  const files = (await Promise.all(inputs.map((input) => filesBelow(path.join(packages, input))))).flat().toSorted()
  const hash = crypto.createHash('sha256')
  for (const file of files) hash.update(path.relative(packages, file)).update(await fs.readFile(file))
  return hash.digest('hex')
}

async function runVite(outDir: string): Promise<void> {
  const vite = path.join(
    path.dirname(createRequire(path.join(consoleRoot, 'package.json')).resolve('vite/package.json')),
    'bin/vite.js',
  )
  const args = [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn']
  await new Promise<void>((resolve, reject) => {
    // Whoever starts us (a test runner, say) may be in another mode; what is served is built for use.
    const env = { ...process.env, NODE_ENV: 'production' }
    const child = spawn(process.execPath, args, { cwd: consoleRoot, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output = `${output}${chunk.toString()}`.slice(-20_000)))
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The console could not be built:\n${output}`))))
  })
}

/**
 * The folder of the built console; built anew when its sources have changed since the last build.
 * Two starts at once each build into a folder of their own; the last to finish is kept.
 */
export async function ensureConsole(tell: (sentence: string) => void): Promise<string> {
  const wanted = await fingerprint()
  const built = await fs.readFile(stamp, 'utf8').catch(() => '')
  if (built === wanted) return dist
  tell('Building the console (once, some seconds) …')
  const draft = `${dist}.${process.pid}`
  try {
    await runVite(draft)
    await fs.writeFile(path.join(draft, '.built-from'), wanted)
    await fs.rm(dist, { recursive: true, force: true })
    await fs.rename(draft, dist)
  } finally {
    await fs.rm(draft, { recursive: true, force: true })
  }
  return dist
}
