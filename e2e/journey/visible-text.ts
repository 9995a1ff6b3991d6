import type { Page } from 'playwright-core'

/** Every text a reader or a screen reader meets: text nodes that are rendered, and names, hints and titles of elements. */
export async function visibleTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const texts = new Set<string>([document.title])
    const add = (text: string | null) => {
      const trimmed = text?.replace(/\s+/g, ' ').trim()
      if (trimmed) texts.add(trimmed)
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      if (element && !element.closest('script, style') && element.checkVisibility()) add(node.textContent)
    }
    for (const element of document.body.querySelectorAll('*')) {
      if (!element.checkVisibility() || element.closest('[aria-hidden=true]')) continue
      for (const name of ['aria-label', 'title', 'placeholder', 'aria-description', 'alt']) add(element.getAttribute(name))
    }
    return [...texts]
  })
}
