import { EmbeddedError } from '@bilezik/database/embedded'
import { StartError } from '@bilezik/server'

/** What a person at a terminal is told: one clear sentence for what they can mend, the whole error for our own defects. */
export function sentenceOf(error: unknown): string {
  if (error instanceof EmbeddedError || error instanceof StartError || error instanceof UsageError) return error.message
  const { code, path } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' && path) return `There is no file ${path}.`
  if ((code === 'EACCES' || code === 'EPERM') && path) return `This user may not use ${path}.`
  if (code === '28P01' || code === '28000')
    return 'The database refuses this user or password: check the address given with --database or DATABASE_URL.'
  if (code === '3D000')
    return 'The database named in the address does not exist: create it, or correct --database or DATABASE_URL.'
  if (code === '42501') return `The database user lacks a permission: ${(error as Error).message}.`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** The command was used wrongly; the message says how to use it. */
export class UsageError extends Error {}
