import { buildFrame, type Header } from './frame.ts'

/**
 * What the watch waits for, under its own vendor, identifier and index. The papers name no other answer: a position (UD) is not
 * acknowledged, a request for weather, place or address is answered by nobody here, for where a person is, is told to no watch.
 */
export function replyWith(header: Header, content: string): Uint8Array {
  return buildFrame(header, new TextEncoder().encode(content))
}
