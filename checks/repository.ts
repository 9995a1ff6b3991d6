import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repositoryRoot = dirname(dirname(fileURLToPath(import.meta.url)))

export function text(file: string): string {
  return readFileSync(join(repositoryRoot, file), 'utf8')
}

/** `.gitignore` holds plain names, `name/` and `*.ending` only; the tidy test fails for anything cleverer. */
export function ignorePatterns(): readonly string[] {
  return text('.gitignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
}

function isIgnored(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name === pattern.replace(/\/$/, ''),
  )
}

function walk(folder: string, patterns: readonly string[]): readonly string[] {
  return readdirSync(join(repositoryRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === '.git' || isIgnored(entry.name, patterns)) return []
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return walk(path, patterns)
    return entry.isFile() ? [path] : []
  })
}

let listed: readonly string[] | undefined

/**
 * Paths of the repository's files relative to its root, with `/`. Read from the disk and not from git,
 * so that the checks also hold in an unpacked archive and in a clone that belongs to another user.
 */
export function repositoryFiles(): readonly string[] {
  listed ??= walk('', ignorePatterns()).toSorted()
  return listed
}

/** Our own code: TypeScript, and the few JavaScript files that must run on any Node. */
export function sourceFiles(): readonly string[] {
  return repositoryFiles().filter((file) => /\.(ts|tsx|js|mjs)$/.test(file))
}

/** The JavaScript file behind a command of an installed tool: run it with `process.execPath`, whatever PATH says. */
export function tool(name: string, command = name): string {
  const { bin } = JSON.parse(text(`node_modules/${name}/package.json`)) as { bin: Readonly<Record<string, string>> }
  const path = bin[command]
  if (path === undefined) throw new Error(`the package ${name} brings no command ${command}`)
  return join(repositoryRoot, 'node_modules', name, path)
}
