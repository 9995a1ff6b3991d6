import { type FileKind, type FileLimits, fileKinds } from '@bilezik/contract'
import { minute, second } from '@bilezik/domain'
import type { ClamdAddress } from './scan-by-clamd.ts'

export interface FileSettings extends Omit<FileLimits, 'kinds'> {
  /** Absent: nothing is scanned, and every file says so. */
  readonly scanner?: ClamdAddress
  /** What becomes of a file while the scanner does not answer. */
  readonly whenScannerAway: 'refuse' | 'take-unscanned'
  /** From one piece of a body to the next. */
  readonly uploadIdleMs: number
  /** From the first byte to the last: a 20 MB scan over a slow office line. */
  readonly uploadWithinMs: number
  /** Of all bodies that are on their way at once; a bound on memory. */
  readonly mostBytesHeld: number
}

const megabyte = 1_000_000

const defaults: FileSettings = {
  mostBytesAFile: 20 * megabyte,
  mostFilesAnOrder: 500,
  mostBytesAnOrder: 1_000 * megabyte,
  whenScannerAway: 'refuse',
  uploadIdleMs: 20 * second,
  uploadWithinMs: 4 * minute,
  mostBytesHeld: 120 * megabyte,
}

export function fileSettings(given: Partial<FileSettings> = {}): FileSettings {
  return { ...defaults, ...given }
}

export function limitsOf({ mostBytesAFile, mostFilesAnOrder, mostBytesAnOrder }: FileSettings): FileLimits {
  return { kinds: [...fileKinds], mostBytesAFile, mostFilesAnOrder, mostBytesAnOrder }
}

/** As which a browser is given a file of a kind; what a client once declared is kept nowhere. */
export const mediaTypeOf: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  tiff: 'image/tiff',
  heic: 'image/heic',
  cms: 'application/pkcs7-signature',
}

export const extensionsOf: Readonly<Record<FileKind, readonly string[]>> = {
  pdf: ['pdf'],
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png'],
  tiff: ['tif', 'tiff'],
  heic: ['heic', 'heif', 'hif'],
  cms: ['p7s', 'p7m', 'cms', 'sig', 'pem'],
}
