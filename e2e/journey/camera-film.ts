import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'

const [width, height] = [640, 480]
const frames = 5
const [white, black, grey] = [235, 16, 128]

/** A film for Chromium's camera of a label held still before it: one code, dark on light. */
export async function filmOfCode(text: string, file: string): Promise<void> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'))
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })
  const { symbol } = await writeBarcode(text, { format: 'Code128' })
  const light = Buffer.alloc(width * height, white)
  const modulePixels = Math.floor((width - 80) / symbol.width)
  const left = Math.floor((width - symbol.width * modulePixels) / 2)
  for (let y = height / 4; y < (height * 3) / 4; y++)
    for (let x = 0; x < symbol.width * modulePixels; x++)
      if ((symbol.data[Math.floor(x / modulePixels)] ?? 255) < 128) light[y * width + left + x] = black
  const colours = Buffer.alloc((width * height) / 2, grey)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, colours])
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420mpeg2\n`)
  await writeFile(file, Buffer.concat([header, ...Array.from({ length: frames }, () => frame)]))
}
