import type { Locator } from 'playwright-core'

type Colour = readonly [red: number, green: number, blue: number]

/** What the map draws with in the light theme. */
export const mapColours = { cluster: [0x5d, 0x73, 0x85], trail: [0x28, 0x52, 0x7a] } as const satisfies Record<string, Colour>

/**
 * How many pixels of what the element shows have about this colour: what a canvas drew can be seen no other way.
 * `within`: the most that each of red, green and blue may differ, for lines are drawn half through.
 * `leftShare`: how much of its width is looked at, from the left.
 */
export async function pixelsOf(
  shown: Locator,
  colour: Colour,
  { within = 0, leftShare = 1 }: { readonly within?: number; readonly leftShare?: number } = {},
): Promise<number> {
  const png = (await shown.screenshot()).toString('base64')
  // A page of its own: the console's content policy lets no picture in from elsewhere.
  const page = await shown.page().context().newPage()
  try {
    return await page.evaluate(
      async ({ data, wanted, tolerance, share }) => {
        const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob())
        const width = Math.round(image.width * share)
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
        context?.drawImage(image, 0, 0)
        const bytes = context?.getImageData(0, 0, width, image.height).data ?? []
        let count = 0
        for (let at = 0; at < bytes.length; at += 4) {
          if (wanted.every((value, i) => Math.abs((bytes[at + i] ?? 0) - value) <= tolerance)) count++
        }
        return count
      },
      { data: png, wanted: colour, tolerance: within, share: leftShare },
    )
  } finally {
    await page.close()
  }
}
