import type { Page } from 'playwright-core'

/** What the keys of these places give while a Russian or Kazakh layout is on. */
const layout: Readonly<Record<string, string>> = {
  KeyA: 'ф',
  KeyJ: 'о',
  KeyK: 'л',
  KeyT: 'е',
  KeyN: 'т',
  KeyC: 'с',
  KeyO: 'щ',
  KeyU: 'г',
  Slash: '.',
}

/** Presses a key by its place, as the operating system reports it with a Cyrillic layout: the letter is another. */
export async function pressPlace(page: Page, code: string, modifiers: { readonly isShift?: boolean } = {}): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const shiftBit = 8
  const letter = layout[code]
  if (letter === undefined) throw new Error(`No letter is known for ${code}`)
  const key = modifiers.isShift && code === 'Slash' ? ',' : letter
  const event = { code, key, modifiers: modifiers.isShift ? shiftBit : 0 }
  await session.send('Input.dispatchKeyEvent', { ...event, type: 'keyDown', text: key })
  await session.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' })
  await session.detach()
}
