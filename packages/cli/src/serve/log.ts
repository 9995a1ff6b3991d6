import { loggable } from '@bilezik/server'
import { type Logger, pino } from 'pino'
import pretty from 'pino-pretty'

/** JSON lines for machines; on a terminal, short lines of what a person should know. BILEZIK_LOG sets the level. */
export function createLog(): Logger {
  const level = process.env['BILEZIK_LOG'] ?? 'warn'
  // Errors of the database carry rows and, through their connection, passwords: only what is safe leaves.
  const options = { level, serializers: { err: loggable } }
  if (!process.stderr.isTTY) return pino(options, pino.destination(2))
  return pino(options, pretty({ destination: 2, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' }))
}
