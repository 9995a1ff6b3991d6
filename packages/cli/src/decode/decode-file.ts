import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import type { ProtocolName } from '@bilezik/domain'
import { runDecode } from './index.ts'

/** `bilezik decode`: from a file or from standard input to standard output. */
export async function decodeFile(protocol: ProtocolName, file: string | undefined): Promise<void> {
  if (file !== undefined) await access(file)
  await runDecode({ protocol, input: file === undefined ? process.stdin : createReadStream(file), output: process.stdout })
}
