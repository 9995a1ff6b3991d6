import crypto from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { UsageError } from '../sentence-of.ts'

const keyBytes = 32

function parseKey(text: string, from: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== keyBytes) throw new UsageError(`${from} must hold 32 bytes in base64.`)
  return key
}

/** For a database of one's own: the key from BILEZIK_MASTER_KEY, else from a file in the data directory, made once. */
export async function masterKeyFor(dataDir: string): Promise<Buffer> {
  const fromEnvironment = process.env['BILEZIK_MASTER_KEY']
  if (fromEnvironment) return parseKey(fromEnvironment, 'BILEZIK_MASTER_KEY')
  const file = path.join(dataDir, 'master.key')
  await fs.mkdir(dataDir, { recursive: true, mode: 0o700 })
  try {
    await fs.writeFile(file, `${crypto.randomBytes(keyBytes).toString('base64')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return parseKey(await fs.readFile(file, 'utf8'), file)
}
