import { type Language } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { type Command } from '../api/queries.ts'
import { exactly } from '../format/duration.ts'
import { moment } from '../format/time.ts'

/** What was asked: «Position now», «Report every 10 s». */
export function commandText({ command }: Pick<Command, 'command'>, t: TFunction, language: Language): string {
  if (command.kind === 'locate' || command.kind === 'restart') return t(`commandText.${command.kind}`)
  return t(`commandText.${command.kind}`, { time: exactly(command.seconds, language) })
}

type Progress = Pick<Command, 'state' | 'from' | 'until' | 'sentAt' | 'sentCount' | 'answeredAt' | 'answer'>

/** What became of it, beyond the word of its state. */
export function progressText(command: Progress, t: TFunction, language: Language, nowMs: number): string {
  const at = (iso: string) => moment(Date.parse(iso), nowMs, language)
  const sent =
    command.sentAt !== null && command.sentCount > 0
      ? t('commands.sent', { count: command.sentCount, time: at(command.sentAt) })
      : null
  const answer = (): string => {
    if (command.answeredAt === null) return ''
    const time = at(command.answeredAt)
    return command.answer === null
      ? t('commands.answered', { time })
      : t('commands.answeredWith', { time, answer: command.answer })
  }
  const rest = (): string => {
    switch (command.state) {
      case 'queued':
        return Date.parse(command.from) > nowMs
          ? t('commands.notBefore', { time: at(command.from) })
          : t('commands.waitsUntil', { time: at(command.until) })
      case 'sent':
        return Date.parse(command.until) > nowMs ? t('commands.noAnswerYet') : t('commands.noAnswer')
      case 'done':
      case 'refused':
        return answer()
      case 'expired':
        return t('commands.notConnected', { time: at(command.until) })
      default:
        return command.state satisfies never
    }
  }
  return [sent, rest()].filter(Boolean).join(t('app.listSeparator'))
}
