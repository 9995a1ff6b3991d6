import { type FileKind } from '@bilezik/contract'
import { type Language } from '@bilezik/domain'
import { decimal } from '../format/number.ts'

const megabyteWord: Readonly<Record<Language, string>> = { kk: 'МБ', ru: 'МБ', en: 'MB' }
const kilobyteWord: Readonly<Record<Language, string>> = { kk: 'КБ', ru: 'КБ', en: 'kB' }

/** 12 kB, 1.4 MB, 20 MB: in thousands, as the limits are. */
export function fileSize(bytes: number, language: Language): string {
  if (bytes < 1_000_000) return `${decimal(Math.max(1, Math.round(bytes / 1_000)), language)}\u00A0${kilobyteWord[language]}`
  const megabytes = bytes / 1_000_000
  return `${decimal(megabytes, language, megabytes < 9.95 && megabytes % 1 !== 0 ? 1 : 0)}\u00A0${megabyteWord[language]}`
}

const kindWords: Readonly<Record<FileKind, string>> = {
  pdf: 'PDF',
  jpeg: 'JPEG',
  png: 'PNG',
  tiff: 'TIFF',
  heic: 'HEIC',
  cms: 'CMS (.p7s)',
}

export function kindNames(kinds: readonly FileKind[]): string {
  return kinds.map((kind) => kindWords[kind]).join(', ')
}

const extensions: Readonly<Record<FileKind, string>> = {
  pdf: '.pdf',
  jpeg: '.jpg,.jpeg',
  png: '.png',
  tiff: '.tif,.tiff',
  heic: '.heic',
  cms: '.p7s,.p7m,.cms',
}

/** What the browser's dialog offers first; the server looks at the bytes. */
export function accepted(kinds: readonly FileKind[]): string {
  return kinds.map((kind) => extensions[kind]).join(',')
}
