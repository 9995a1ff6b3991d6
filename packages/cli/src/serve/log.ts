import { type Logger, pino } from 'pino'
import pretty from 'pino-pretty'

/** JSON lines for machines; on a terminal, short lines of what a person should know. BILEZIK_LOG sets the level. */
export function createLog(): Logger {
  const level = process.env['BILEZIK_LOG'] ?? 'warn'
  if (!process.stderr.isTTY) return pino({ level }, pino.destination(2))
  return pino({ level }, pretty({ destination: 2, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' }))
}
