import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)

/** A file of an npm package; the basemap is made of such files alone, so that it builds without a network. */
export function readPackageJson(specifier: string): unknown {
  return JSON.parse(readFileSync(require.resolve(specifier), 'utf8'))
}

/** All files of one folder of an npm package whose names match. */
export function readPackageFolder(anchor: string, folder: string, pattern: RegExp): unknown[] {
  const directory = path.resolve(path.dirname(require.resolve(anchor)), folder)
  return readdirSync(directory)
    .filter((name) => pattern.test(name))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(path.join(directory, name), 'utf8')))
}
