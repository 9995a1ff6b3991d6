import { open, rename, stat, truncate, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { giveToDirectoryOwner } from './data-layout.ts'
import { errnoOf } from './embedded-error.ts'

const ROTATE_AT_BYTES = 4 * 1024 * 1024
const CUT_AT_BYTES = 64 * 1024 * 1024

/** Opens PostgreSQL's log for appending; a log past its bound becomes `….1`, of which one is kept. */
export async function openServerLog(logFile: string): Promise<FileHandle> {
  if ((await sizeOf(logFile)) > ROTATE_AT_BYTES) await rename(logFile, `${logFile}.1`)
  const file = await open(logFile, 'a', 0o600)
  await giveToDirectoryOwner(logFile, dirname(logFile))
  return file
}

/** A running server writes through the descriptor it was given, so a runaway log is emptied in place. */
export async function boundServerLog(logFile: string): Promise<void> {
  if ((await sizeOf(logFile)) > CUT_AT_BYTES) await truncate(logFile, 0)
}

export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 0
    throw error
  }
}

/** What was written since `offset`, at most the last 64 KiB of it. */
export async function readLogSince(logFile: string, offset: number): Promise<string> {
  const limit = 64 * 1024
  const from = Math.max(offset, (await sizeOf(logFile)) - limit)
  const file = await open(logFile, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(limit), 0, limit, from)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}
