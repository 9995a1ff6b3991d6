import { setTimeout as sleep } from 'node:timers/promises'
import { type DeviceCommand, isoInstant } from '@bilezik/domain'
import type { Codec } from '@bilezik/protocols'
import type { RegisteredDevice } from './collection.ts'
import type { GatewayContext } from './gateway-context.ts'

export interface CommandTimes {
  readonly lookEveryMs: number
  /** A command that was not answered is sent again after so long, while it has not expired. */
  readonly againAfterMs: number
  readonly atMostSent: number
}

export const defaultCommandTimes: CommandTimes = { lookEveryMs: 500, againAfterMs: 30_000, atMostSent: 5 }

interface DueCommand {
  readonly id: string
  readonly token: number
  readonly device_no: number
  readonly command: DeviceCommand
}

/**
 * Sends queued commands to devices that are connected: at least once, for it is noted as sent before it leaves and sent again
 * when no answer came. The answer comes in as a message and is recorded in the transaction of its batch.
 */
export class CommandDispatcher {
  readonly #context: GatewayContext
  readonly #codecOf: (device: RegisteredDevice) => Codec
  readonly #times: CommandTimes
  readonly #stopping = new AbortController()
  readonly #loop: Promise<void>

  constructor(context: GatewayContext, codecOf: (device: RegisteredDevice) => Codec, times: CommandTimes) {
    this.#context = context
    this.#codecOf = codecOf
    this.#times = times
    this.#loop = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#loop
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      try {
        if (!this.#context.writer.isDatabaseAway && this.#context.connections.size > 0) await this.#sendDue()
      } catch (error) {
        this.#context.log.debug({ err: error }, 'gateway: commands could not be looked up')
      }
      await sleep(this.#times.lookEveryMs, undefined, { signal }).catch(() => undefined)
    }
  }

  async #sendDue(): Promise<void> {
    const context = this.#context
    const at = isoInstant(context.clock())
    const { againAfterMs, atMostSent } = this.#times
    const due = await context.writer.ask<DueCommand>('SELECT * FROM due_commands($1, $2, $3)', [
      at,
      `${againAfterMs} milliseconds`,
      atMostSent,
    ])
    const sendable = due.flatMap((command) => this.#bytesOf(command) ?? [])
    if (sendable.length === 0) return
    await context.writer.ask('SELECT note_commands_sent($1, $2)', [sendable.map(({ command }) => command.id), at])
    for (const { command, bytes } of sendable) {
      const isSent = context.connections.get(command.device_no)?.send(bytes) ?? false
      context.metrics.commands.inc({ outcome: isSent ? 'sent' : 'undeliverable' })
    }
  }

  /** Of a connected device whose protocol knows the command; undefined otherwise. */
  #bytesOf(command: DueCommand): { command: DueCommand; bytes: Uint8Array } | undefined {
    const device = this.#context.writer.collection.get(command.device_no)
    if (!device || !this.#context.connections.get(command.device_no)?.isReady) return undefined
    const codec = this.#codecOf(device)
    const said = { token: command.token, identifier: device.identifier, at: this.#context.clock() }
    const bytes = codec.commands?.encode(command.command, said)
    if (!bytes) return undefined
    const isSealed = codec.authentication && device.secret
    return { command, bytes: isSealed ? codec.authentication.seal(bytes, device.secret) : bytes }
  }
}
