import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Instant } from '@bilezik/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Driver, playCrashScript } from '../testing/crash-script.ts'
import { type World, makeWorld } from '../testing/world.ts'

// What crash.db.test.ts tries query by query with a connection that is cut, tried here with the real thing: `kill -9`.

const program = fileURLToPath(new URL('../testing/engine-main.ts', import.meta.url))
/** Runs of the script with an engine that is killed over and over; more with KILL_RUNS. */
const runs = Number(process.env['KILL_RUNS'] ?? 3)

/** Engines in processes of their own. Which looks are cut short, and after how long, is chance: a process is never killed twice alike. */
class KilledEngines implements Driver {
  readonly #url: string
  readonly #isMortal: boolean
  #child: ChildProcess | undefined
  /** How long the last whole look took, by whether its process had to start. */
  readonly #tookMs = { fresh: 600, running: 15 }
  kills = 0

  constructor(url: string, isMortal: boolean) {
    this.#url = url
    this.#isMortal = isMortal
  }

  /** Whether the engine got to its end. */
  async #looked(now: Instant, killAfterMs: number): Promise<boolean> {
    const child = (this.#child ??= spawn(process.execPath, [program, this.#url], { stdio: ['pipe', 'pipe', 'inherit'] }))
    const lines = createInterface({ input: child.stdout as NonNullable<typeof child.stdout> })
    const over = new AbortController()
    const heard = { signal: over.signal }
    const done = once(lines, 'line', heard).then(() => true)
    const dead = once(child, 'exit', heard).then(() => false)
    child.stdin?.write(`${now}\n`)
    const isDone = await Promise.race([done, dead, sleep(killAfterMs, undefined, heard)])
    over.abort()
    lines.close()
    await Promise.allSettled([done, dead])
    if (isDone === true) return true
    expect(isDone, 'the engine ended by itself').toBeUndefined()
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
    this.#child = undefined
    this.kills++
    return false
  }

  async look(now: Instant): Promise<void> {
    // Somewhere between the start of the process and a little after the end of its work: it may have been through.
    const patienceMs = 1.2 * Math.random() * this.#tookMs[this.#child ? 'running' : 'fresh']
    if (this.#isMortal && Math.random() < 1 / 2) await this.#looked(now, patienceMs)
    const kind = this.#child ? 'running' : 'fresh'
    const startedMs = performance.now()
    expect(await this.#looked(now, 120_000)).toBe(true)
    this.#tookMs[kind] = performance.now() - startedMs
  }

  async end(): Promise<void> {
    const child = this.#child
    if (!child) return
    child.stdin?.end()
    await once(child, 'exit')
  }
}

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

test('an engine that is killed over and over tells what one that lives tells: no alert lost, none doubled', async () => {
  const { engine } = world.database.urls
  const whole = await playCrashScript(world, 'whole', new KilledEngines(engine, false))
  expect(whole['alerts']?.length).toBeGreaterThan(3)
  for (let run = 1; run <= runs; run++) {
    const engines = new KilledEngines(engine, true)
    expect(await playCrashScript(world, `run ${run}`, engines), `run ${run}, killed ${engines.kills} times`).toEqual(whole)
    expect(engines.kills).toBeGreaterThan(3)
  }
}, 3_600_000)
