import type { FileKind } from '@bilezik/contract'
import { fileTypeFromBuffer } from 'file-type'
import { beginsAsTiff, isHeic, isJpeg, isPng, isTiff } from './image-header.ts'

export type Told =
  | { readonly kind: FileKind }
  | { readonly refusedAs: 'file-kind-refused' | 'file-damaged'; readonly detail: string }

/** Enough for every signature; nothing of an archive is unpacked further, however small it was packed. */
const headBytes = 4_100

/** A header with its version; at the end the cross-reference's place and the mark after it (ISO 32000-2, 7.5). */
function isPdf(bytes: Buffer): boolean {
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - 2_048))
  return /^%PDF-[12]\.\d/.test(bytes.toString('latin1', 0, 8)) && /startxref\s+\d+\s+%%EOF/.test(tail)
}

/** OBJECT IDENTIFIER 1.2.840.113549.1.7.2, signed data of CMS (RFC 5652). */
const signedData = Buffer.from('06092a864886f70d010702', 'hex')
const pem = /^-----BEGIN (?:PKCS7|CMS)-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END (?:PKCS7|CMS)-----\s*$/

function derOf(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x2d) return bytes
  const body = pem.exec(bytes.toString('latin1'))?.[1]
  return body === undefined ? bytes : Buffer.from(body, 'base64')
}

/** Where the content of a SEQUENCE begins and how long it is; undefined where the length is open (BER) or is none. */
function sequenceAt(der: Buffer): { readonly from: number; readonly length: number | undefined } | undefined {
  const first = der[1] ?? 0
  if (der[0] !== 0x30 || der.length < 16) return undefined
  if (first < 0x80) return { from: 2, length: first }
  const count = first & 0x7f
  if (count === 0) return { from: 2, length: undefined }
  return count > 4 ? undefined : { from: 2 + count, length: der.readUIntBE(2, count) }
}

/** Undefined: no signature at all. */
function tellSignature(bytes: Buffer): Told | undefined {
  const der = derOf(bytes)
  const sequence = sequenceAt(der)
  if (!sequence || !der.subarray(sequence.from, sequence.from + signedData.length).equals(signedData)) return undefined
  const isWhole =
    sequence.length === undefined ? der.readUInt16BE(der.length - 2) === 0 : sequence.from + sequence.length === der.length
  return isWhole ? { kind: 'cms' } : { refusedAs: 'file-damaged', detail: 'cms' }
}

const kinds: Readonly<Record<string, { readonly kind: FileKind; readonly isWhole: (bytes: Buffer) => boolean }>> = {
  pdf: { kind: 'pdf', isWhole: isPdf },
  jpg: { kind: 'jpeg', isWhole: isJpeg },
  png: { kind: 'png', isWhole: isPng },
  tif: { kind: 'tiff', isWhole: isTiff },
  heic: { kind: 'heic', isWhole: isHeic },
}

/** What a file is, by its bytes alone: only what is listed is taken, and only whole. */
export async function tellKind(bytes: Buffer): Promise<Told> {
  if (bytes.length === 0) return { refusedAs: 'file-damaged', detail: 'empty' }
  const signature = tellSignature(bytes)
  if (signature) return signature
  const seen = (await fileTypeFromBuffer(bytes.subarray(0, headBytes)))?.ext ?? (beginsAsTiff(bytes) ? 'tif' : undefined)
  const known = seen === undefined ? undefined : kinds[seen]
  if (!known) return { refusedAs: 'file-kind-refused', detail: seen ?? 'unknown' }
  return known.isWhole(bytes) ? { kind: known.kind } : { refusedAs: 'file-damaged', detail: known.kind }
}
