import { sideOfBorder } from '@bilezik/domain'
import { z } from 'zod'

export interface AddressServiceOptions {
  /** Its root, as `https://nominatim.example.kz`. */
  readonly url: string
  readonly timeoutMs?: number
  /** Public instances ask for one request a second at most. */
  readonly intervalMs?: number
}

export interface ServicePlace {
  readonly precision: 'address' | 'street' | 'place'
  readonly name: string
  readonly lat: number
  readonly lon: number
}

const mostBytes = 256 * 1024
const mostPlaces = 8
/** Addresses of a service's own districts come again and again; they change slowly. */
const mostKept = 1_000
/** Each one waiting holds a database connection of the request that waits. */
const mostAtOnce = 2

const answerSchema = z
  .array(
    z.object({
      lat: z.coerce.number().min(-90).max(90),
      lon: z.coerce.number().min(-180).max(180),
      display_name: z.string().min(1).max(500),
      addresstype: z.string().max(50).optional(),
    }),
  )
  .max(50)

const precisions: Readonly<Record<string, ServicePlace['precision']>> = {
  house_number: 'address',
  building: 'address',
  place: 'address',
  amenity: 'address',
  office: 'address',
  shop: 'address',
  road: 'street',
}

async function bounded(response: Response): Promise<unknown> {
  if (!response.ok || response.body === null) throw new Error(`answered ${response.status}`)
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) throw new Error('answered more than is read')
    chunks.push(chunk)
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

/** Asks a Nominatim-compatible service: bounded in time, size, number and rate; what it says lies in Kazakhstan, or is left out. */
export class AddressService {
  readonly #options: Required<AddressServiceOptions>
  readonly #kept = new Map<string, readonly ServicePlace[]>()
  #atWork = 0
  #freeAtMs = 0

  constructor({ url, timeoutMs = 3_000, intervalMs = 1_000 }: AddressServiceOptions) {
    this.#options = { url, timeoutMs, intervalMs }
  }

  /** Undefined: it is busy, away, slow, or answers what cannot be read; `onFailure` gets the reason, which never holds the text. */
  async find(text: string, language: string, onFailure: (error: unknown) => void): Promise<readonly ServicePlace[] | undefined> {
    const key = `${language} ${text.toLowerCase().replaceAll(/\s+/g, ' ')}`
    const known = this.#kept.get(key)
    if (known) return known
    if (this.#atWork >= mostAtOnce) return undefined
    this.#atWork++
    try {
      await this.#turn()
      const places = await this.#ask(text, language)
      this.#keep(key, places)
      return places
    } catch (error) {
      onFailure(error)
      return undefined
    } finally {
      this.#atWork--
    }
  }

  async #turn(): Promise<void> {
    const now = performance.now()
    const waitMs = Math.max(0, this.#freeAtMs - now)
    this.#freeAtMs = now + waitMs + this.#options.intervalMs
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
  }

  async #ask(text: string, language: string): Promise<readonly ServicePlace[]> {
    const address = new URL('search', this.#options.url.endsWith('/') ? this.#options.url : `${this.#options.url}/`)
    address.search = String(
      new URLSearchParams({
        q: text,
        format: 'jsonv2',
        countrycodes: 'kz',
        limit: String(mostPlaces),
        'accept-language': language,
      }),
    )
    const response = await fetch(address, {
      signal: AbortSignal.timeout(this.#options.timeoutMs),
      headers: { accept: 'application/json', 'user-agent': 'bilezik' },
      redirect: 'error',
    })
    return answerSchema
      .parse(await bounded(response))
      .filter((place) => sideOfBorder(place) !== 'outside')
      .slice(0, mostPlaces)
      .map(({ lat, lon, display_name: name, addresstype = '' }) => ({
        precision: precisions[addresstype] ?? 'place',
        name,
        lat,
        lon,
      }))
  }

  #keep(key: string, places: readonly ServicePlace[]): void {
    if (this.#kept.size >= mostKept) this.#kept.delete(this.#kept.keys().next().value ?? '')
    this.#kept.set(key, places)
  }
}
