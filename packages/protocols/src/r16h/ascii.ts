/** One character a byte, so that offsets in the text are offsets in the frame. */
export function textOf(bytes: Uint8Array): string {
  let text = ''
  // As many at once as a call surely takes; spread, they would be three times as slow as one by one.
  for (let at = 0; at < bytes.length; at += 4_096)
    text += String.fromCharCode.apply(null, bytes.subarray(at, at + 4_096) as unknown as number[])
  return text
}

export function bytesOfText(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff)
}
