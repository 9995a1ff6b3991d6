import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Coverage, coverageOf } from './font-coverage.ts'

const faces = ['400Regular/Tinos_400Regular.ttf', '700Bold/Tinos_700Bold.ttf']
export interface Compiler {
  readonly isCovered: Coverage
  /** Bytes of a PDF/A-2b. Throws on what is a defect of ours: the layout takes every composed document. */
  readonly pdf: (inputs: Readonly<Record<string, string>>) => Uint8Array
  /** The same pages as one SVG, below each other: for a screen. */
  readonly svg: (inputs: Readonly<Record<string, string>>) => string
}

let started: Promise<Compiler> | undefined

/** Started by the first document: the compiler is a native library of 50 MB that a gateway or an engine never needs. */
export function compiler(): Promise<Compiler> {
  started ??= start()
  return started
}

async function start(): Promise<Compiler> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const fonts = await Promise.all(
    faces.map((face) => readFile(fileURLToPath(import.meta.resolve(`@expo-google-fonts/tinos/${face}`)))),
  )
  const layout = await readFile(new URL('layout.typ', import.meta.url), 'utf8')
  const coverages = fonts.map((font) => coverageOf(font))
  // A font of the same name on the machine does not come before these, and no other is fallen back to.
  const native = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts }] })
  return {
    isCovered: (codePoint) => coverages.every((isCovered) => isCovered(codePoint)),
    pdf: (inputs) => {
      const pdf = forgetting(native, () =>
        native.pdf({ mainFileContent: layout, inputs: { ...inputs } }, { pdfStandard: 'a-2b' }),
      )
      return new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.byteLength)
    },
    svg: (inputs) => onWhite(forgetting(native, () => native.plainSvg({ mainFileContent: layout, inputs: { ...inputs } }))),
  }
}

/** One white ground under all pages: the picture stands on screens that are dark. */
function onWhite(svg: string): string {
  return svg.replace(/^<svg [^>]*>/, (opening) => `${opening}<rect width="100%" height="100%" fill="#ffffff"/>`)
}

/** Compiled and written in one call: a compiled document handed to JavaScript would keep its memory, which the collector does not see. */
function forgetting<Written>(native: NodeCompiler, write: () => Written): Written {
  try {
    return write()
  } finally {
    // It remembers without bound otherwise, names of people included.
    native.evictCache(0)
  }
}
