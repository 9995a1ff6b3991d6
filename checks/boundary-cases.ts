/** Code that must not pass the linter, and code that must. Written into a temporary copy of the repository's layout. */

interface AllowedCall {
  readonly title: string
  readonly file: string
  readonly code: string
}

interface Violation extends AllowedCall {
  /** The fact that the test states about all violations of one group. */
  readonly group: string
  readonly rule: string
}

const restrictedImport = 'eslint(no-restricted-imports)'
const restrictedGlobal = 'eslint(no-restricted-globals)'

/** The packages that a package may not import, by the map of ARCHITECTURE.md. */
const forbidden: Readonly<Record<string, readonly string[]>> = {
  domain: ['law', 'compliance', 'protocols', 'contract', 'database', 'documents', 'server', 'simulator', 'console', 'cli'],
  law: ['compliance', 'protocols', 'contract', 'database', 'documents', 'server', 'simulator', 'console', 'cli'],
  compliance: ['law', 'protocols', 'contract', 'database', 'documents', 'server', 'simulator', 'console', 'cli'],
  protocols: ['law', 'compliance', 'contract', 'database', 'documents', 'server', 'simulator', 'console', 'cli'],
  contract: ['law', 'compliance', 'protocols', 'database', 'documents', 'server', 'simulator', 'console', 'cli'],
  database: ['law', 'compliance', 'protocols', 'contract', 'documents', 'server', 'simulator', 'console', 'cli'],
  documents: ['compliance', 'protocols', 'contract', 'database', 'server', 'simulator', 'console', 'cli'],
  server: ['simulator', 'console', 'cli'],
  'server/src/gateway': ['simulator', 'console', 'cli'],
  'server/src/engine': ['simulator', 'console', 'cli'],
  simulator: ['law', 'compliance', 'database', 'documents', 'server', 'console', 'cli'],
  console: ['law', 'compliance', 'protocols', 'database', 'documents', 'server', 'simulator', 'cli'],
}

function inside(packageName: string, name: string): string {
  return packageName.includes('/') ? `packages/${packageName}/${name}` : `packages/${packageName}/src/${name}`
}

/** One file for each import, so that one finding cannot stand in for another. */
function imports(packageName: string, specifier: string, keyword = 'import', ending = '.ts'): Violation {
  const name = `${keyword}-${specifier}`.replaceAll(/[^a-z]+/g, '-')
  const code =
    keyword === 'dynamic'
      ? `export const it = await import('${specifier}')\n`
      : `${keyword} { it } from '${specifier}'\nexport { it }\n`
  return {
    group: `keeps ${packageName} from importing what the map does not allow`,
    title: `${keyword} ${specifier}`,
    file: inside(packageName, name + ending),
    code,
    rule: restrictedImport,
  }
}

const packageImports = Object.entries(forbidden).flatMap(([packageName, others]) => [
  ...others.map((other) => imports(packageName, `@bilezik/${other}`)),
  imports(packageName, '@bilezik/cli', 'import type'),
  imports(packageName, '@bilezik/cli/deep/path.ts'),
  imports(packageName, '@bilezik/cli', 'dynamic'),
  imports(packageName, '../../cli/src/main.ts'),
  // A test keeps its package's boundary too.
  imports(packageName, '@bilezik/cli', 'import', '.test.ts'),
])

const pure = ['domain', 'law', 'compliance', 'protocols']

const impureExpressions: Readonly<Record<string, string>> = {
  Date: 'new Date()',
  'Date.now': 'Date.now()',
  fetch: "fetch('https://example.org')",
  process: 'process.env',
  setTimeout: 'setTimeout(() => 1, 1)',
  setInterval: 'setInterval(() => 1, 1)',
  setImmediate: 'setImmediate(() => 1)',
  performance: 'performance.now()',
  crypto: 'crypto.randomUUID()',
  console: "console.log('x')",
  globalThis: 'globalThis.Date.now()',
}

const impurities = pure.flatMap((packageName) => {
  const group = `keeps ${packageName} free of clock, randomness, input and output`
  const found: readonly Omit<Violation, 'group'>[] = [
    ...Object.entries(impureExpressions).map(([title, expression]) => ({
      title,
      file: inside(packageName, `global-${title.replace('.', '-').toLowerCase()}.ts`),
      code: `export const it = () => ${expression}\n`,
      rule: restrictedGlobal,
    })),
    {
      title: 'Math.random',
      file: inside(packageName, 'random.ts'),
      code: 'export const it = () => Math.random()\n',
      rule: 'eslint(no-restricted-properties)',
    },
    imports(packageName, 'node:fs'),
    imports(packageName, 'node:fs/promises'),
    imports(packageName, 'node:crypto', 'dynamic'),
    { ...imports(packageName, 'fs'), rule: 'unicorn(prefer-node-protocol)' },
  ]
  return found.map((violation) => ({ ...violation, group }))
})

const featureImports = ['gateway', 'engine'].flatMap((role) => [
  ...['accounts', 'incidents', 'a-new-feature', role === 'gateway' ? 'engine' : 'gateway'].map((feature) =>
    imports(`server/src/${role}`, `../${feature}/it.ts`),
  ),
  imports(`server/src/${role}`, '../../outside.ts'),
  // From a folder inside the feature.
  { ...imports(`server/src/${role}`, '../../incidents/it.ts'), file: `packages/server/src/${role}/inner/it.ts` },
])

const lines = (count: number, line: string) => `${line}\n`.repeat(count)

const general: readonly Omit<Violation, 'group'>[] = [
  {
    title: 'a promise that nobody awaits',
    file: 'packages/server/src/floating.ts',
    code: "export function it() {\n  Promise.reject(new Error('lost'))\n}\n",
    rule: 'typescript(no-floating-promises)',
  },
  {
    title: 'a promise taken for a condition',
    file: 'packages/server/src/misused.ts',
    code: 'const isOpen = () => Promise.resolve(false)\nexport const it = () => (isOpen() ? 1 : 2)\n',
    rule: 'typescript(no-misused-promises)',
  },
  {
    title: 'an await of what is no promise',
    file: 'packages/server/src/await.ts',
    code: 'export async function it() {\n  await 5\n}\n',
    rule: 'typescript(await-thenable)',
  },
  {
    title: 'a switch with a missing case',
    file: 'packages/compliance/src/switch.ts',
    code: "export function it(side: 'in' | 'out'): number {\n  switch (side) {\n    case 'in':\n      return 1\n  }\n  return 2\n}\n",
    rule: 'typescript(switch-exhaustiveness-check)',
  },
  {
    title: 'any',
    file: 'packages/domain/src/any.ts',
    code: 'export const it = (x: any) => x\n',
    rule: 'typescript(no-explicit-any)',
  },
  {
    title: 'a default export',
    file: 'packages/domain/src/default.ts',
    code: 'export default 1\n',
    rule: 'import(no-default-export)',
  },
  {
    title: 'more than 400 lines',
    file: 'packages/domain/src/long.ts',
    code: lines(401, '// line') + 'export {}\n',
    rule: 'eslint(max-lines)',
  },
  {
    title: 'a function of more than 70 lines',
    file: 'packages/domain/src/long-function.ts',
    code: `export function it(x: number) {\n${lines(70, '  x += 1')}  return x\n}\n`,
    rule: 'eslint(max-lines-per-function)',
  },
  {
    title: 'a cycle of two files',
    file: 'packages/domain/src/cycle-a.ts',
    code: "import { b } from './cycle-b.ts'\nexport const a = () => b()\n",
    rule: 'import(no-cycle)',
  },
  {
    title: 'a cycle of two files, from the other side',
    file: 'packages/domain/src/cycle-b.ts',
    code: "import { a } from './cycle-a.ts'\nexport const b = (): number => a()\n",
    rule: 'import(no-cycle)',
  },
]

export const violations: readonly Violation[] = [
  ...packageImports,
  ...impurities,
  ...featureImports,
  ...general.map((violation) => ({ ...violation, group: `sees ${violation.title}` })),
]

export const allowedCalls: readonly AllowedCall[] = [
  {
    title: 'a pure module that imports domain',
    file: 'packages/compliance/src/allowed.ts',
    code: "import type { Instant } from '@bilezik/domain'\nexport const it = (at: Instant): number => Math.max(at, 0)\n",
  },
  {
    title: 'the clock in a test of a pure package',
    file: 'packages/compliance/src/allowed.test.ts',
    code: "import { readFileSync } from 'node:fs'\nexport const it = (): string => readFileSync(String(Date.now()), 'utf8')\n",
  },
  {
    title: "the server's own top-level file in the gateway",
    file: 'packages/server/src/gateway/allowed.ts',
    code: "import type { it } from '../settings.ts'\nexport type Settings = it\n",
  },
  {
    title: "the feature's own files in its inner folders",
    file: 'packages/server/src/engine/inner/allowed.ts',
    code: "import type { it } from '../other/it.ts'\nimport type { that } from '../that.ts'\nimport type { top } from '../../settings.ts'\nexport type Three = [it, that, top]\n",
  },
  {
    title: 'the clock in the server',
    file: 'packages/server/src/settings.ts',
    code: 'export const it = (): number => Date.now()\n',
  },
]
