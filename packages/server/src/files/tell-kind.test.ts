import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aHeic, aJpeg, aPdf, aPng, aSignature, aTiff } from '../testing/file-samples.ts'
import { tellKind } from './tell-kind.ts'

const image = (name: string) => readFileSync(path.resolve(import.meta.dirname, '../../../../docs/images', name))
const armoured = `-----BEGIN PKCS7-----\n${aSignature().toString('base64')}\n-----END PKCS7-----\n`

describe('a file is taken as', () => {
  it.each([
    { kind: 'pdf', of: 'a PDF', bytes: aPdf() },
    { kind: 'jpeg', of: 'a JPEG', bytes: aJpeg() },
    { kind: 'png', of: 'a PNG', bytes: aPng() },
    { kind: 'png', of: 'a picture of the documentation', bytes: image('panel.png') },
    { kind: 'tiff', of: 'a TIFF', bytes: aTiff() },
    { kind: 'heic', of: 'a HEIC', bytes: aHeic() },
    { kind: 'cms', of: 'a signature in DER', bytes: aSignature() },
    { kind: 'cms', of: 'a signature in PEM', bytes: Buffer.from(armoured) },
  ])('$kind: $of', async ({ kind, bytes }) => {
    expect(await tellKind(bytes)).toEqual({ kind })
  })
})

const zip = (name: string) =>
  Buffer.concat([
    Buffer.from('504b030414000000000000000000000000000000000000000000', 'hex'),
    Buffer.from([name.length, 0, 0, 0]),
    Buffer.from(name),
  ])

describe('refused, whatever it is called:', () => {
  it.each([
    { of: 'a page', bytes: Buffer.from('<!DOCTYPE html><script>alert(1)</script>') },
    { of: 'an SVG', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>') },
    { of: 'a text', bytes: Buffer.from('PDF, honestly') },
    { of: 'an archive', bytes: zip('a.txt') },
    { of: 'an office document', bytes: zip('word/document.xml') },
    { of: 'an office document of old, which may hold macros', bytes: Buffer.from('d0cf11e0a1b11ae1'.padEnd(1_024, '0'), 'hex') },
    { of: 'a program of Windows', bytes: Buffer.from(`4d5a${'00'.repeat(200)}`, 'hex') },
    { of: 'a program of Linux', bytes: Buffer.from('7f454c46020101'.padEnd(200, '0'), 'hex') },
    { of: 'a gigabyte packed into a megabyte', bytes: gzipSync(Buffer.alloc(50_000_000)) },
    { of: 'a PDF behind something else', bytes: Buffer.concat([Buffer.from('<html>'), aPdf()]) },
    { of: 'another SEQUENCE', bytes: Buffer.from('300e06092a864886f70d0107010401000000', 'hex') },
  ])('$of', async ({ bytes }) => {
    expect(await tellKind(bytes)).toMatchObject({ refusedAs: 'file-kind-refused' })
  })

  it.each([
    { of: 'nothing', bytes: Buffer.alloc(0) },
    { of: 'a PDF by its head alone', bytes: Buffer.from('%PDF-1.7\n and then a lie') },
    { of: 'a PDF that was cut off', bytes: aPdf().subarray(0, -8) },
    { of: 'a PDF of no version', bytes: Buffer.concat([Buffer.from('%PDF-x.y'), aPdf().subarray(8)]) },
    { of: 'a JPEG without a frame', bytes: Buffer.concat([aJpeg().subarray(0, 20), Buffer.from('ffd9', 'hex')]) },
    { of: 'a JPEG that was cut off', bytes: aJpeg().subarray(0, -2) },
    { of: 'a JPEG of no width', bytes: aJpeg(0) },
    { of: 'a PNG that was cut off', bytes: aPng().subarray(0, -4) },
    { of: 'a PNG of a billion pixels', bytes: aPng(40_000, 40_000) },
    { of: 'a TIFF whose directory lies outside', bytes: aTiff().subarray(0, 20) },
    { of: 'a HEIC that was cut off', bytes: aHeic().subarray(0, -2) },
    { of: 'a signature that was cut off', bytes: aSignature().subarray(0, -1) },
    { of: 'a signature with something behind it', bytes: Buffer.concat([aSignature(), Buffer.from('MZ')]) },
  ])('$of, as damaged', async ({ bytes }) => {
    expect(await tellKind(bytes)).toMatchObject({ refusedAs: 'file-damaged' })
  })

  it('anything else, without throwing', async () => {
    const samples = [aPdf(), aPng(), aJpeg(), aTiff(), aHeic(), aSignature(), Buffer.from(armoured)]
    const mutated = fc
      .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }), fc.nat())
      .map(([sample, changes, cut]) => {
        const bytes = Buffer.from(sample.subarray(0, 1 + (cut % sample.length)))
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        return bytes
      })
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          mutated,
          fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
        ),
        async (bytes) => {
          const told = await tellKind(bytes)
          expect('kind' in told || 'refusedAs' in told).toBe(true)
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
