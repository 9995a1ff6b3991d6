import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** An MQTT broker in a process of its own, which can be stopped and started again on the same port with what it had kept. */
export interface TestBroker {
  readonly port: number
  /** With what a client must present, if anything. */
  readonly url: string
  readonly credentials: { readonly username?: string; readonly password?: string }
  start(): Promise<void>
  stop(): Promise<void>
  /** Stops it for good. */
  remove(): Promise<void>
}

const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin']
const programNamed = (name: string) => folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file))

export const mosquitto = programNamed('mosquitto')

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt++) {
    const socket = net.connect(port, '127.0.0.1')
    const isThere = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (isThere) return
    await pause(50)
  }
  throw new Error('the MQTT broker does not come up')
}

function brokerOf(port: number, userInfo: string, directory: string, run: () => ChildProcess): Omit<TestBroker, 'credentials'> {
  let child: ChildProcess | undefined
  const stop = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill()
    await ended
  }
  return {
    port,
    url: `mqtt://${userInfo}127.0.0.1:${port}`,
    start: async () => {
      child = run()
      await answering(port, child)
    },
    stop,
    remove: async () => {
      await stop()
      fs.rmSync(directory, { recursive: true, force: true })
    },
  }
}

const newDirectory = () => fs.mkdtempSync(path.join(os.tmpdir(), 'bilezik-broker-'))

/** Mosquitto, with accounts, and with sessions that outlive it. */
export async function makeMosquitto(program: string): Promise<TestBroker> {
  const [port, directory] = [await freePort(), newDirectory()]
  const [passwords, config] = [path.join(directory, 'passwords'), path.join(directory, 'mosquitto.conf')]
  const credentials = { username: 'gateway', password: 'p@ss/word' }
  execFileSync(`${path.dirname(program)}/../bin/mosquitto_passwd`, ['-b', '-c', passwords, ...Object.values(credentials)])
  const settings = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous false',
    `password_file ${passwords}`,
    'persistence true',
    `persistence_location ${directory}/`,
    `user ${os.userInfo().username}`,
    'max_queued_messages 0',
    'log_type none',
  ]
  fs.writeFileSync(config, settings.join('\n'))
  const userInfo = `gateway:${encodeURIComponent(credentials.password)}@`
  const broker = brokerOf(port, userInfo, directory, () => spawn(program, ['-c', config], { stdio: 'ignore' }))
  return { ...broker, credentials }
}

/** A broker that speaks MQTT 3.1.1 alone, and forgets everything when it stops. */
export async function makePlainBroker(): Promise<TestBroker> {
  const [port, directory] = [await freePort(), newDirectory()]
  const script = fileURLToPath(new URL('./plain-broker-main.ts', import.meta.url))
  const run = () => spawn(process.execPath, [script, String(port)], { stdio: 'ignore' })
  return { ...brokerOf(port, '', directory, run), credentials: {} }
}
