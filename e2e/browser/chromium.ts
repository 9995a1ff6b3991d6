import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const require = createRequire(import.meta.url)

export interface Chromium {
  readonly executablePath: string
  readonly env: Readonly<Record<string, string>>
}

/** A real Chromium on any Linux with npm alone: the program, its libraries and its fonts come from one npm package. */
export async function installedChromium(): Promise<Chromium> {
  const given = process.env['BROWSER_PATH']
  if (given !== undefined && given !== '') return { executablePath: given, env: {} }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `No browser comes with npm for ${process.platform} on ${process.arch}: set BROWSER_PATH to a Chromium or Chrome.`,
    )
  }
  const folder = await unpacked()
  const executablePath = join(folder, 'chromium')
  const fonts = { FONTCONFIG_FILE: await fontConfiguration(folder) }
  return { executablePath, env: { ...fonts, ...(await missingLibraries(folder, executablePath)) } }
}

/** The folder of the unpacked browser. A folder under its final name is always whole, whoever unpacked it. */
async function unpacked(): Promise<string> {
  const manifest = join(dirname(require.resolve('@sparticuz/chromium')), '..', 'package.json')
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string }
  const folder = join(await cacheFolder(), `chromium-${version}`)
  if (existsSync(folder)) return folder
  const unfinished = await mkdtemp(`${folder}-unfinished-`)
  try {
    const script = fileURLToPath(new URL('unpack-chromium.ts', import.meta.url))
    await run(process.execPath, [script], { env: { ...process.env, TMPDIR: unfinished } })
    await rename(unfinished, folder)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    // Another process was faster.
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** Beside the packages; where they belong to another user, in a temporary folder of this user's own. */
async function cacheFolder(): Promise<string> {
  const own = join(tmpdir(), `bilezik-browser-${process.getuid?.() ?? 'user'}`)
  for (const folder of [fileURLToPath(new URL('../../node_modules/.cache', import.meta.url)), own]) {
    const isWritable = await mkdir(folder, { recursive: true, mode: 0o700 })
      .then(async () => rm(await mkdtemp(join(folder, 'probe-')), { recursive: true }))
      .then(
        () => true,
        () => false,
      )
    if (isWritable) return folder
  }
  throw new Error(`Neither node_modules/.cache nor ${own} can be written: nowhere to unpack the browser.`)
}

/** The package's fonts and no others, so that a page has the same metrics on every machine. */
async function fontConfiguration(folder: string): Promise<string> {
  const file = join(folder, 'bilezik-fonts.conf')
  const wanted = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    `<fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>`,
    '',
  ].join('\n')
  const present = existsSync(file) ? await readFile(file, 'utf8') : ''
  // The folder may have been moved since: the paths inside are absolute.
  if (present !== wanted) {
    const draft = `${file}.${process.pid}`
    await writeFile(draft, wanted)
    await rename(draft, file)
  }
  return file
}

/** Bare systems lack nss, nspr and expat. The package's copies are used only where the system's own do not do. */
async function missingLibraries(folder: string, executablePath: string): Promise<Readonly<Record<string, string>>> {
  const starts = (env: NodeJS.ProcessEnv) => run(executablePath, ['--version'], { env })
  const system = await starts(process.env).then(
    () => true,
    () => false,
  )
  if (system) return {}
  const libraries = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
  await starts({ ...process.env, ...libraries })
  return libraries
}
