/** Words whose content is a position, and how many fields stand before its date. */
export function fieldsBeforePosition(word: string): number | undefined {
  // `UD_LTE`, `UD2`, `AL_WCDMA`, `ALCUSTOMER1` …: makers add to the two letters, never to what follows.
  if (word.startsWith('UD') || word.startsWith('AL')) return 0
  // WT asks for the weather, WG for a place by towers: both tell where from.
  if (word === 'WT' || word === 'WG') return 0
  // PP (watches that touched) begins with the time of the touch, WAD (asks for an address) with a language.
  return word === 'PP' || word === 'WAD' ? 1 : undefined
}

/** Words whose content is letters and figures only: a closing bracket ends their frame, whatever length it states. */
const plainWords: ReadonlySet<string> = new Set(
  'LK INIT TKQ TKQ2 HEART PULSE BPHRT BLOOD OXYGEN BTEMP2 BTEMP TEMP CCID ICCID CR UPLOAD RESET FIND POWEROFF'.split(' '),
)

export function isPlainWord(word: string): boolean {
  return plainWords.has(word)
}

const comma = 0x2c
const maxWord = 32

/** The word in capitals and where the fields behind its comma begin; undefined where the content begins with no word. */
export function wordOf(content: Uint8Array): { readonly word: string; readonly restAt: number } | undefined {
  const commaAt = content.subarray(0, maxWord + 1).indexOf(comma)
  const end = commaAt < 0 ? content.length : commaAt
  if (end > maxWord) return undefined
  const word = String.fromCharCode(...content.subarray(0, end))
  if (!/^[a-z][a-z0-9_]*$/i.test(word)) return undefined
  return { word: word.toUpperCase(), restAt: commaAt < 0 ? content.length : commaAt + 1 }
}

/** One byte, one character; names of access points are not read from it. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}
