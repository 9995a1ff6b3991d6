import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { BenchDevice, systemClock } from '@bilezik/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sentenceOf } from '../sentence-of.ts'
import { conformCommand } from './command.ts'
import type { Report } from './report/report.ts'

const main = path.join(import.meta.dirname, '..', 'main.ts')
let folder: string
const children: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'conform-'))
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the command as a person would; `onTold` hears each thing that it tells while it runs. */
function run(args: readonly string[], onTold: (told: string, child: ChildProcess) => void = () => undefined): Promise<Ended> {
  const child = spawn(process.execPath, [main, 'conform', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
    onTold(chunk.toString(), child)
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}

const anywhere = ['--listen', '127.0.0.1:0']

describe.concurrent('bilezik conform', { timeout: 60_000 }, () => {
  it('examines a device that comes from elsewhere, by the real clock, and writes the report', async () => {
    const file = path.join(folder, 'report.json')
    let device: BenchDevice | undefined
    const args = ['--protocol', 'osmand', ...anywhere, '--device', 'bench-9', '--expect', 'battery', '--minutes', '1']
    const ended = await run([...args, '--pace', '0.02', '--json', file], (told) => {
      const port = /:(\d+)\.\n/.exec(told)?.[1]
      if (port === undefined || device) return
      const times = { reportEveryMs: 200, heartbeatEveryMs: 600, answerWithinMs: 400, retryFromMs: 80, retryUpToMs: 1_200 }
      const to = { host: '127.0.0.1', port: Number(port) }
      device = new BenchDevice({ protocol: 'osmand', to, identifier: 'bench-9', clock: systemClock, times })
    })
    device?.stop()
    expect(ended.out).toMatch(/PASSED: 8 passed, 2 not applicable\.\n$/)
    expect(ended.code).toBe(0)
    const report = JSON.parse(await readFile(file, 'utf8')) as Report
    expect(report).toMatchObject({ protocol: 'osmand', transport: 'http', device: 'bench-9', outcome: 'passed', cutShort: null })
    expect(report.requirements.map(({ id, verdict }) => [id, verdict])).toContainEqual(['wear', 'not-applicable'])
  })

  it('ends with 1 when something failed', async () => {
    const ended = await run(['--protocol', 'gt06', ...anywhere, '--rehearse', 'storms'])
    expect(ended.out).toContain('FAILED     reconnect')
    expect(ended.code).toBe(1)
  })

  it('Ctrl+C tells what is known as unfinished', async () => {
    const ended = await run(['--protocol', 'gt06', ...anywhere, '--unattended'], (told, child) => {
      if (told.includes('Switch it on')) child.kill('SIGINT')
    })
    expect(ended.out).toMatch(/UNFINISHED: 10 unfinished\.\n$/)
    expect(ended.code).toBe(1)
  })
})

describe('used wrongly', () => {
  const misuse = [
    { args: ['--protocol', 'osmand', ...anywhere, '--unattended', '--transport', 'tcp'], said: 'osmand is not spoken over TCP.' },
    { args: ['--protocol', 'bilezik', ...anywhere], said: "bilezik signs its messages: give the device's key with --secret." },
    { args: ['--protocol', 'gt06', ...anywhere, '--unattended', '--transport', 'mqtt'], said: 'gt06 is not spoken over MQTT.' },
    { args: ['--protocol', 'gt06', '--listen', '127.0.0.1'], said: 'an address and a port' },
    {
      args: ['--protocol', 'gt06', '--unattended', '--listen', '192.0.2.1:5023'],
      said: 'this machine does not have that address',
    },
    {
      args: ['--protocol', 'gt06', ...anywhere, '--expect', 'wear,teleport'],
      said: 'wear, battery, commands, with commas; or none',
    },
    {
      args: ['--protocol', 'gt06', ...anywhere, '--rehearse', 'explodes'],
      said: 'The simulated device has these faults: changes-name',
    },
    { args: ['--protocol', 'watch', ...anywhere, '--rehearse'], said: 'The simulated device speaks gt06, osmand' },
    { args: ['--protocol', 'gt06', ...anywhere, '--json', '/no/such/folder/report.json'], said: 'There is no file' },
  ]
  it.each(misuse)('$args → $said', async ({ args, said }) => {
    let told = ''
    conformCommand.exitOverride().configureOutput({ writeErr: (text) => (told += text) })
    const refused = await conformCommand.parseAsync(args, { from: 'user' }).then(
      () => 'not refused',
      (error: unknown) => sentenceOf(error),
    )
    expect(told + refused).toContain(said)
  })
})
