import { createHash } from 'node:crypto'
import type { SigningCode } from '@bilezik/contract'
import { type OctetString, fromBER } from 'asn1js'
import { ContentInfo, SignedData, type SignerInfo } from 'pkijs'

/** Digests that Node computes. Those of GOST keys it cannot: of them only the service tells what was signed. */
const digestNames: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
const messageDigest = '1.2.840.113549.1.9.4'

function signedDataOf(cms: Uint8Array): SignedData | undefined {
  try {
    const { offset, result } = fromBER(cms)
    // Bytes behind its end would be stored as part of a signature that they are no part of.
    if (offset !== cms.byteLength) return undefined
    const content = new ContentInfo({ schema: result })
    return content.contentType === ContentInfo.SIGNED_DATA ? new SignedData({ schema: content.content }) : undefined
  } catch {
    return undefined
  }
}

function digestIn({ signedAttrs }: SignerInfo): Buffer | undefined {
  const attribute = signedAttrs?.attributes.find(({ type }) => type === messageDigest)
  const value = attribute?.values[0] as OctetString | undefined
  return value ? Buffer.from(value.valueBlock.valueHexView) : undefined
}

/**
 * What speaks against a CMS before anybody verifies it; undefined: nothing. It must hold no content of its own: the service would
 * verify that content instead of the document, and a signature of another paper would pass for one of this. Never throws.
 */
export function cmsFault(cms: Uint8Array, pdf: Uint8Array): SigningCode | undefined {
  const signed = signedDataOf(cms)
  if (!signed) return 'unreadable'
  if (signed.encapContentInfo.eContent !== undefined) return 'not-detached'
  const [signer, ...others] = signed.signerInfos
  if (!signer) return 'unreadable'
  if (others.length > 0) return 'several-signers'
  const name = digestNames[signer.digestAlgorithm.algorithmId]
  const digest = digestIn(signer)
  if (name === undefined || digest === undefined) return undefined
  return digest.equals(createHash(name).update(pdf).digest()) ? undefined : 'other-document'
}
