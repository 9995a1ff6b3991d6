import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { access, chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'

const main = path.resolve(import.meta.dirname, '../main.ts')
// A first start may build the console.
const limitMs = 120_000
const nobody = { uid: 65534, gid: 65534 }
const isRoot = process.geteuid?.() === 0
const canNobodyRun =
  !isRoot ||
  spawnSync(process.execPath, ['-e', `require('fs').readFileSync(${JSON.stringify(main)})`], { ...nobody, cwd: '/' }).status === 0
const asNobody = canNobodyRun ? '' : ' (skipped: another account cannot read this checkout)'
if (asNobody) console.warn(`a test as another account is skipped: it cannot read ${main}`)

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bilezik-serve-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

interface Run {
  readonly child: ChildProcess
  readonly ended: Promise<{ code: number | null; errors: readonly string[] }>
  /** Until it has said something like this on standard output. */
  said(pattern: RegExp): Promise<void>
}

function serve(args: readonly string[], account?: { uid: number; gid: number }): Run {
  const devices = ['--gt06-port', '0', '--osmand-port', '0']
  const child = spawn(process.execPath, [main, 'serve', ...devices, ...args], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    ...account,
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, errors: err.split('\n').filter((line) => line !== '') }))
  return {
    child,
    ended,
    said: (pattern) => vi.waitUntil(() => pattern.test(out), { timeout: limitMs, interval: 50 }).then(() => undefined),
  }
}

test('a port in use ends the start with exactly one sentence', { timeout: limitMs }, async () => {
  const other = net.createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as net.AddressInfo
  const data = path.join(await temporaryFolder(), 'data')
  const sentence = `Port ${port} (console) is in use: another program listens on 127.0.0.1:${port}.`
  expect(await serve(['--data', data, '--port', `${port}`]).ended).toEqual({ code: 1, errors: [sentence] })
  // Its database was stopped again.
  await expect(access(path.join(data, 'cluster', 'postmaster.pid'))).rejects.toThrow('ENOENT')
})

test(
  'a device port that was asked for and is in use ends the start; a customary one stays closed',
  { timeout: limitMs },
  async () => {
    // Whoever holds it already does as well.
    const [asked, customary] = [net.createServer().listen(0, '127.0.0.1'), net.createServer().listen(5160, '127.0.0.1')]
    await Promise.all([once(asked, 'listening'), once(customary, 'listening').catch(() => undefined)])
    onTestFinished(() => void [asked.close(), customary.close()])
    const { port } = asked.address() as net.AddressInfo
    const data = path.join(await temporaryFolder(), 'data')
    const sentence = `Port ${port} (devices of any protocol) is in use: another program listens on 127.0.0.1:${port}.`
    expect(await serve(['--data', data, '--port', '0', '--any-port', `${port}`]).ended).toEqual({ code: 1, errors: [sentence] })
    const run = serve(['--data', data, '--port', '0', '--any-port', 'off'])
    await run.said(/^The port 5160 for r16h devices stays closed: another program listens on 127\.0\.0\.1:5160\.$/m)
    await run.said(/^Devices: GT06 on port \d+, OsmAnd on port \d+/m)
    run.child.kill('SIGINT')
    expect(await run.ended).toEqual({ code: 0, errors: [] })
  },
)

test.runIf(canNobodyRun)(
  `a data directory without permission ends the start with exactly one sentence${asNobody}`,
  { timeout: limitMs },
  async () => {
    const folder = await temporaryFolder()
    const locked = path.join(folder, 'locked')
    await mkdir(locked)
    await chmod(folder, 0o755)
    await chmod(locked, isRoot ? 0o755 : 0o500)
    const run = serve(['--data', path.join(locked, 'data'), '--port', '0'], isRoot ? nobody : undefined)
    const sentence = `This account may not write to ${path.join(locked, 'data')}: change its owner or choose another directory.`
    expect(await run.ended).toEqual({ code: 1, errors: [sentence] })
  },
)

test('a second server on the same data says that one is running and leaves it alone', { timeout: limitMs }, async () => {
  const data = path.join(await temporaryFolder(), 'data')
  const first = serve(['--data', data, '--port', '0'])
  onTestFinished(async () => {
    first.child.kill('SIGINT')
    await first.ended
  })
  await first.said(/^Open http/m)
  const state = () =>
    Promise.all(['running.json', 'cluster/postmaster.pid'].map((file) => readFile(path.join(data, file), 'utf8')))
  const before = await state()
  const sentence = 'A Bilezik server is already running on this database: stop it first, or name another directory with --data.'
  expect(await serve(['--data', data, '--port', '0']).ended).toEqual({ code: 1, errors: [sentence] })
  // A demo is not let in either, and takes nothing along on its way out.
  const refused = await serve(['--demo', '--data', data, '--port', '0']).ended
  expect([refused.code, refused.errors.length]).toEqual([1, 1])
  expect(await state()).toEqual(before)
  const { url } = JSON.parse(before[0] ?? '') as { url: string }
  expect((await fetch(new URL('/api/ready', url))).status).toBe(200)
})

test('a start that waits for its database says so and ends at Ctrl+C', { timeout: limitMs }, async () => {
  const run = serve(['--data', await temporaryFolder(), '--port', '0', '--database', 'postgres://nobody@127.0.0.1:1/nowhere'])
  await run.said(/^The database does not answer \(ECONNREFUSED\)/m)
  run.child.kill('SIGINT')
  expect(await run.ended).toEqual({ code: 0, errors: [] })
})
