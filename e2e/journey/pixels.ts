import type { Locator } from 'playwright-core'

/** How many pixels of what the element shows have just this colour (`#rrggbb`): what a canvas drew can be seen no other way. */
export async function pixelsOf(shown: Locator, colour: string): Promise<number> {
  const png = (await shown.screenshot()).toString('base64')
  // A page of its own: the console's content policy lets no picture in from elsewhere.
  const page = await shown.page().context().newPage()
  try {
    return await page.evaluate(
      async ({ data, wanted }) => {
        const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob())
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
        context?.drawImage(image, 0, 0)
        const bytes = context?.getImageData(0, 0, image.width, image.height).data ?? []
        let count = 0
        for (let at = 0; at < bytes.length; at += 4) {
          if (bytes[at] === wanted[0] && bytes[at + 1] === wanted[1] && bytes[at + 2] === wanted[2]) count++
        }
        return count
      },
      { data: png, wanted: [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) },
    )
  } finally {
    await page.close()
  }
}
