import { inflateRawSync } from 'node:zlib'

const endSignature = 0x0605_4b50
const entrySignature = 0x0201_4b50
const localSignature = 0x0403_4b50
const endBytes = 22
/** A comment of the archive may follow its end. */
const mostCommentBytes = 65_535
const mostEntries = 1_000

export class UnreadableFile extends Error {}

function fail(message: string): never {
  throw new UnreadableFile(message)
}

interface Entry {
  readonly method: number
  readonly packedBytes: number
  readonly offset: number
}

function endOf(file: Buffer): number {
  for (let at = file.length - endBytes; at >= Math.max(0, file.length - endBytes - mostCommentBytes); at--) {
    if (file.readUInt32LE(at) === endSignature) return at
  }
  return fail('not an archive')
}

function entriesOf(file: Buffer): ReadonlyMap<string, Entry> {
  const end = endOf(file)
  const count = file.readUInt16LE(end + 10)
  if (count > mostEntries) fail('too many parts')
  const entries = new Map<string, Entry>()
  let at = file.readUInt32LE(end + 16)
  for (let n = 0; n < count; n++) {
    if (file.readUInt32LE(at) !== entrySignature) fail('a broken list of parts')
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((from) => file.readUInt16LE(at + from)) as [
      number,
      number,
      number,
    ]
    entries.set(file.toString('utf8', at + 46, at + 46 + nameBytes), {
      method: file.readUInt16LE(at + 10),
      packedBytes: file.readUInt32LE(at + 20),
      offset: file.readUInt32LE(at + 42),
    })
    at += 46 + nameBytes + extraBytes + commentBytes
  }
  return entries
}

/** The parts of a ZIP archive by name, unpacked when asked for, all of them together within a bound. */
export interface Archive {
  readonly names: readonly string[]
  /** Undefined: there is no such part. */
  readonly read: (name: string) => Buffer | undefined
}

function orUnreadable<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    // What an archive says of itself is not believed: reading past its end or an inflation past the bound ends here.
    return fail(error instanceof RangeError ? 'a broken archive, or one too large when unpacked' : 'a broken archive')
  }
}

/**
 * Opens an archive whose parts come to at most `mostBytes` unpacked. The sizes that it states are not used: inflation itself stops
 * at what is left of the bound.
 */
export function openZip(file: Buffer, mostBytes: number): Archive {
  const entries = orUnreadable(() => entriesOf(file))
  let leftBytes = mostBytes
  return {
    names: [...entries.keys()],
    read: (name) =>
      orUnreadable(() => {
        const entry = entries.get(name)
        if (!entry) return undefined
        if (file.readUInt32LE(entry.offset) !== localSignature) fail('a broken part')
        const from = entry.offset + 30 + file.readUInt16LE(entry.offset + 26) + file.readUInt16LE(entry.offset + 28)
        const packed = file.subarray(from, from + entry.packedBytes)
        if (entry.method !== 0 && entry.method !== 8) fail('a part packed in an unknown way')
        const part = entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, leftBytes) })
        leftBytes -= part.length
        if (leftBytes < 0) fail('too large when unpacked')
        return part
      }),
  }
}
