import type { Codec, HttpFormat } from '../codec.ts'
import { decodeOsmAnd } from './decoding.ts'

export * from './encoding.ts'

/** About two hundred locations of the Traccar client; a longer body is not read. */
const maxBodyBytes = 256 * 1024

export const osmandCodec: Codec & { readonly http: HttpFormat } = {
  name: 'osmand',
  http: {
    maxBodyBytes,
    decode: (request) =>
      (request.body?.length ?? 0) > maxBodyBytes
        ? { ok: false, reason: { code: 'too-long', detail: `The body is longer than ${maxBodyBytes} bytes.` } }
        : decodeOsmAnd(request),
  },
}
