import type { ExtractedFile } from './archive-reader.ts'

interface ManifestFile {
  readonly Path?: string
  readonly 'Encoded-Path'?: string
  readonly Size: number
  readonly 'Checksum-Algorithm'?: string
  readonly Checksum?: string
}

interface Manifest {
  readonly 'PostgreSQL-Backup-Manifest-Version': number
  readonly Files: readonly ManifestFile[]
  readonly 'WAL-Ranges': readonly { readonly Timeline: number; readonly 'Start-LSN': string; readonly 'End-LSN': string }[]
}

const WAL_SEGMENT_BYTES = 16n * 1024n * 1024n

/** Compares what came out of the archive with PostgreSQL's manifest. Returns what is wrong, or undefined. */
export function verifyManifest(text: string, files: ReadonlyMap<string, ExtractedFile>): string | undefined {
  const manifest = JSON.parse(text) as Manifest
  const listed = new Set<string>()
  for (const entry of manifest.Files) {
    const path = entry.Path ?? Buffer.from(entry['Encoded-Path'] ?? '', 'hex').toString('utf8')
    listed.add(path)
    const file = files.get(path)
    if (!file) return `${path} is missing`
    if (file.bytes !== entry.Size) return `${path} has ${file.bytes} bytes instead of ${entry.Size}`
    if (entry['Checksum-Algorithm'] !== 'SHA256' || file.sha256 !== entry.Checksum) return `${path} was changed`
  }
  for (const path of files.keys()) {
    if (!listed.has(path) && !path.startsWith('pg_wal/')) return `${path} is not listed`
  }
  for (const segment of neededSegments(manifest)) {
    if (!files.has(`pg_wal/${segment}`)) return `the log segment ${segment} is missing`
  }
  return undefined
}

/** The log files between the backup's start and its end: without each of them the copy is not consistent. */
function* neededSegments(manifest: Manifest): Generator<string> {
  for (const range of manifest['WAL-Ranges']) {
    const last = (parseLsn(range['End-LSN']) - 1n) / WAL_SEGMENT_BYTES
    for (let segment = parseLsn(range['Start-LSN']) / WAL_SEGMENT_BYTES; segment <= last; segment++) {
      const perFile = 0x1_0000_0000n / WAL_SEGMENT_BYTES
      yield [BigInt(range.Timeline), segment / perFile, segment % perFile]
        .map((part) => part.toString(16).toUpperCase().padStart(8, '0'))
        .join('')
    }
  }
}

function parseLsn(text: string): bigint {
  const [high = '', low = ''] = text.split('/')
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
}
