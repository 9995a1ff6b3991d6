import type { FileKind } from '@bilezik/contract'
import { extensionsOf } from './file-settings.ts'

const mostCharacters = 200

/** Without paths, control characters and marks that turn the direction of writing (`gnp.exe` reads as `exe.png`). */
export function safeName(given: string, kind: FileKind): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}<>:"|?*]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const isNamed = extensionsOf[kind].some((extension) => clean.toLowerCase().endsWith(`.${extension}`))
  const extension = `.${extensionsOf[kind][0]}`
  const stem = [...(clean === '' ? 'file' : clean)].slice(0, mostCharacters).join('')
  return isNamed && [...clean].length <= mostCharacters ? clean : `${stem}${extension}`
}

/** RFC 6266: saved, never shown; the plain form is for clients that do not read the other. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
