import { randomInt } from 'node:crypto'
import { answerTo, obeyedAfterMs } from '../requirements/commands.ts'
import { reportTimes, rhythmOf } from '../requirements/facts.ts'
import type { Stage } from '../stage.ts'
import type { Act } from './act.ts'

const mostToken = 0x7fff_ffff

/** Where in its interval, in parts of it, the device is asked: what comes at once is then far from its turn. */
const [askedFrom, askedTo] = [0.3, 0.6]
const turnsWaited = 3

function isBetweenTurns({ conversation, now }: Stage): boolean {
  const usualMs = rhythmOf(conversation)?.usualMs
  const last = reportTimes(conversation).at(-1)
  if (usualMs === undefined || last === undefined) return true
  return now - last >= askedFrom * usualMs && now - last <= askedTo * usualMs
}

export const command: Act = {
  name: 'command',
  title: ({ parts: { subject } }) =>
    subject.hasLocate && subject.expected.has('commands') ? 'Asking the device for its place.' : undefined,
  async perform(stage) {
    const { codec, recording, secret, station, subject, timetable } = stage.parts
    if (!subject.hasLocate || !subject.expected.has('commands')) return
    const token = randomInt(1, mostToken)
    const bytesFor = (identifier: string) => {
      const bytes = codec.commands?.encode({ kind: 'locate' }, { token, identifier, at: stage.now })
      return bytes && codec.authentication && secret ? codec.authentication.seal(bytes, secret) : bytes
    }
    const usualMs = rhythmOf(stage.conversation)?.usualMs ?? 0
    await stage.until(() => isBetweenTurns(stage), turnsWaited * usualMs)
    // A device that sleeps is asked when it is next awake.
    if (!(await stage.until(() => station.send(bytesFor), timetable.returnMs))) return
    const commanded = { kind: 'commanded', at: stage.now, token } as const
    recording.add(commanded)
    await stage.until(
      () => answerTo(stage.conversation, commanded) !== undefined || obeyedAfterMs(stage.conversation, commanded) !== undefined,
      timetable.commandMs,
    )
  },
}
