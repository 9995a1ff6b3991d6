import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** A file of the build by its address, and what its content is known by. */
export type ShellFile = readonly [path: string, integrity: string]

/** The map is large and of no use without a connection; everything else that a page is made of. */
const isOfShell = (name: string): boolean =>
  /^(index\.html|[\w-]+\.(js|svg)|assets\/.*\.(js|css|woff2|wasm))$/.test(name) && name !== 'sw.js'

/** What lies in the folder of a build and belongs to the shell of the console, in an order of its own. */
export function shellFilesOf(folder: string): readonly ShellFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: false })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter(isOfShell)
    .toSorted()
    .map((name) => [
      `/${name}`,
      `sha256-${createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('base64')}`,
    ])
}

/** The worker's text with its list in place. A build with another file is another text, so a browser takes it for a new worker. */
export function workerText(source: string, files: readonly ShellFile[]): string {
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16)
  return source.replace('= SHELL', () => `= ${JSON.stringify({ version, files })}`)
}

/** Writes `sw.js` beside the built console when everything else is there. In development there is none. */
export function shellWorkerPlugin(): Plugin {
  return {
    name: 'bilezik-shell-worker',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      handler({ dir }) {
        if (dir === undefined) throw new Error('The console is built into a folder')
        const source = readFileSync(join(import.meta.dirname, 'worker.js'), 'utf8')
        writeFileSync(join(dir, 'sw.js'), workerText(source, shellFilesOf(dir)))
      },
    },
  }
}
