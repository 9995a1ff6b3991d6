import jsQR from 'jsqr'
import { describe, expect, it } from 'vitest'
import { checkCode } from './check-code.ts'

const modulePixels = 4
const quietPixels = 16

/** The drawing as a camera would see it: dark modules on white, with a quiet border. */
function photographed(svg: string) {
  const size = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1])
  const side = size * modulePixels + 2 * quietPixels
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y] of svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let i = 0; i < modulePixels ** 2; i++) {
      const column = quietPixels + Number(x) * modulePixels + (i % modulePixels)
      const row = quietPixels + Number(y) * modulePixels + Math.floor(i / modulePixels)
      pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3)
    }
  }
  return { pixels, side }
}

describe('the code to check a document by', () => {
  it.each([
    'https://bilezik.example/check/7K3M-9QXD-2A4B-C8EF',
    '15/2026 7K3M-9QXD-2A4B-C8EF',
    `https://${'a'.repeat(180)}.example/7K3M-9QXD-2A4B-C8EF`,
  ])('reads %s', (text) => {
    const { pixels, side } = photographed(checkCode(text))
    const read = jsQR.default(pixels, side, side)
    expect(read?.data).toBe(text)
  })

  it('holds no letter of the text: nothing typed gets into the drawing', () => {
    expect(checkCode('"><script>')).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+"><path d="[Mhvz\d -]+"\/><\/svg>$/,
    )
  })
})
