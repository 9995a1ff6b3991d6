import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allowedCalls, violations } from './boundary-cases.ts'
import { repositoryRoot, sourceFiles, tool } from './repository.ts'

// A linter that looks at nothing reports success too. So each rule that guards a boundary is broken here on purpose,
// in a copy of the configuration outside the repository, and must be seen to fire.

interface Finding {
  readonly filename: string
  readonly code: string
}

const run = promisify(execFile)
let findings: readonly Finding[] = []
let folder = ''

async function lint(cwd: string): Promise<readonly Finding[]> {
  const args = [tool('oxlint'), '--format=json', '--threads=1', 'packages']
  const output = await run(process.execPath, args, { cwd, maxBuffer: 2 ** 26 }).catch((error: { stdout: string }) => error)
  return (JSON.parse(output.stdout) as { diagnostics: readonly Finding[] }).diagnostics
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boundaries-'))
  for (const name of ['.oxlintrc.json', 'tsconfig.base.json', 'tsconfig.json', 'packages/console/tsconfig.json']) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await cp(join(repositoryRoot, name), join(folder, name))
  }
  await symlink(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'))
  for (const { file, code } of [...violations, ...allowedCalls]) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), code)
  }
  findings = await lint(folder)
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the linter', () => {
  it.each([...Map.groupBy(violations, (violation) => violation.group)])('%s', (_group, cases) => {
    const silent = cases.filter(({ file, rule }) => !findings.some((f) => f.filename === file && f.code === rule))
    expect(silent.map(({ file, title, rule }) => `${rule} says nothing about ${title} in ${file}`)).toEqual([])
  })

  it.each(allowedCalls)('$file: nothing fires on $title', ({ file }) => {
    expect(findings.filter((f) => f.filename === file)).toEqual([])
  })

  it('looks at every source file of the repository', async () => {
    const { stdout } = await run(process.execPath, [tool('oxlint'), '--debug=files'], { cwd: repositoryRoot })
    const seen = new Set(stdout.split('\n'))
    expect(seen.size).toBeGreaterThan(20)
    expect(sourceFiles().filter((file) => !seen.has(file))).toEqual([])
  })
})

describe('the packages', () => {
  // The map of ARCHITECTURE.md: whom each package may import.
  const mayImport: Readonly<Record<string, readonly string[]>> = {
    domain: [],
    law: ['domain'],
    compliance: ['domain'],
    protocols: ['domain'],
    contract: ['domain'],
    database: ['domain'],
    documents: ['domain', 'law'],
    server: ['domain', 'law', 'compliance', 'protocols', 'contract', 'database', 'documents'],
    simulator: ['domain', 'protocols', 'contract'],
    console: ['domain', 'contract'],
    cli: ['domain', 'law', 'compliance', 'protocols', 'contract', 'database', 'documents', 'server', 'simulator', 'console'],
  }
  const packages = readdirSync(join(repositoryRoot, 'packages')).filter((name) =>
    existsSync(join(repositoryRoot, 'packages', name, 'package.json')),
  )

  it.each(packages)('%s depends on no package that it may not import', async (name) => {
    const manifest = JSON.parse(await readFile(join(repositoryRoot, 'packages', name, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>
      devDependencies?: Record<string, string>
    }
    const depends = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
    const own = depends.filter((dependency) => dependency.startsWith('@bilezik/')).map((dependency) => dependency.slice(9))
    expect(mayImport, 'a package without a row in the map').toHaveProperty(name)
    expect(own.filter((dependency) => !mayImport[name]?.includes(dependency))).toEqual([])
  })
})
