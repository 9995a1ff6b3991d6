import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { shellFilesOf, workerText } from './vite-plugin.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function built(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'bilezik-shell-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const build = {
  'index.html': '<script src="/assets/a-1.js">',
  'colour-scheme.js': ';',
  'mark.svg': '<svg/>',
  'assets/a-1.js': 'a',
  'assets/a-1.css': 'b',
  'assets/kk-2.woff2': 'c',
  'basemap/land.json': '{}',
  'sw.js': 'of before',
  '.built-from': 'x',
}

describe('the worker of the shell', () => {
  it('keeps what a page is made of, and neither the map nor itself', () => {
    expect(shellFilesOf(built(build)).map(([path]) => path)).toEqual([
      '/assets/a-1.css',
      '/assets/a-1.js',
      '/assets/kk-2.woff2',
      '/colour-scheme.js',
      '/index.html',
      '/mark.svg',
    ])
  })

  it('is another for every other build, by one letter of its page, and the same for the same', () => {
    const textOf = (files: Readonly<Record<string, string>>) => workerText('const shell = SHELL', shellFilesOf(built(files)))
    const once = textOf(build)
    expect(textOf(build)).toBe(once)
    expect(textOf({ ...build, 'index.html': '<script src="/assets/a-2.js">' })).not.toBe(once)
  })
})
