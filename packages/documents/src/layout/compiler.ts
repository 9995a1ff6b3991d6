import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Coverage, coverageOf } from './font-coverage.ts'

const faces = ['400Regular/Tinos_400Regular.ttf', '700Bold/Tinos_700Bold.ttf']
/** How many renderings ago something was last of use before it is forgotten: the compiler remembers without bound otherwise. */
const mostCacheAge = 3

export interface Compiler {
  readonly isCovered: Coverage
  /** Bytes of a PDF/A-2b. Throws on what is a defect of ours: the layout takes every composed document. */
  readonly pdf: (inputs: Readonly<Record<string, string>>) => Uint8Array
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
    pdf: (inputs) => compiled(native, layout, inputs),
  }
}

function compiled(native: NodeCompiler, layout: string, inputs: Readonly<Record<string, string>>): Uint8Array {
  const outcome = native.compile({ mainFileContent: layout, inputs: { ...inputs } })
  const fault = outcome.takeDiagnostics()
  if (fault) throw new Error(`the layout does not compile: ${JSON.stringify(native.fetchDiagnostics(fault))}`)
  const { result } = outcome
  if (!result) throw new Error('the layout compiles to nothing')
  const pdf = native.pdf(result, { pdfStandard: 'a-2b' })
  native.evictCache(mostCacheAge)
  return new Uint8Array(pdf)
}
