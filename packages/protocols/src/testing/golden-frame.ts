import type { HttpRequest } from '../codec.ts'

/**
 * One message as a maker's paper prints it (or as its encoder here writes it, where no paper prints one): `golden-frames.ts` of
 * every protocol's folder lists them; the golden tests say what they mean, and the fuzz test mutates them.
 */
export type GoldenFrame = { readonly name: string } & (
  | { readonly over: 'stream' | 'datagram'; readonly hex: string }
  | { readonly over: 'http'; readonly request: HttpRequest }
  | { readonly over: 'mqtt'; readonly topic: string; readonly hex: string }
)
