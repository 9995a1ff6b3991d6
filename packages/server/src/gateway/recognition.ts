import type { StreamCodec } from './stream-connection.ts'

/** By then every codec has said yes or no. */
export const recognisedWithinBytes = 64

const methods = ['GET ', 'POST ', 'PUT '].map((method) => Buffer.from(method))

export type Recognised =
  | { readonly kind: 'stream'; readonly codec: StreamCodec }
  | { readonly kind: 'http' }
  | { readonly kind: 'nobody' }

/** What this many bytes tell; undefined: too few. */
function told(first: Buffer, codecs: readonly StreamCodec[]): Recognised | undefined {
  let mayBecome = false
  for (const codec of codecs) {
    const answer = codec.stream.recognise(first)
    if (answer === 'yes') return { kind: 'stream', codec }
    if (answer === 'more') mayBecome = true
  }
  for (const method of methods) {
    const length = Math.min(first.length, method.length)
    if (!first.subarray(0, length).equals(method.subarray(0, length))) continue
    if (length === method.length) return { kind: 'http' }
    mayBecome = true
  }
  return mayBecome && first.length < recognisedWithinBytes ? undefined : { kind: 'nobody' }
}

/**
 * The protocol that is sure of itself after the fewest bytes; of several the first in the registry. Each longer beginning is asked
 * about in turn, so that it does not matter in which pieces the network brought the bytes. Nobody is waited for once one is sure:
 * a device that has sent its login waits for an answer and sends no more.
 */
export function recognise(bytes: Buffer, codecs: readonly StreamCodec[]): Recognised | undefined {
  const looked = Math.min(bytes.length, recognisedWithinBytes)
  for (let length = 1; length <= looked; length++) {
    const recognised = told(bytes.subarray(0, length), codecs)
    if (recognised) return recognised
  }
  return undefined
}
