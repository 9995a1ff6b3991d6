import { type Browser, chromium } from 'playwright-core'
import { installedChromium } from './chromium.ts'

const flags = [
  // Neither a container nor root has the kernel's permissions that the sandbox needs; the pages are our own.
  '--no-sandbox',
  // WebGL2 without a graphics card: the map draws in software.
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  // The same pixels on every machine.
  '--font-render-hinting=none',
  // Nothing leaves this machine.
  '--disable-background-networking',
  '--disable-quic',
]

/** Close it at the end: `await browser.close()`, or `await using browser = await launchBrowser()`. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const { executablePath, env } = await installedChromium()
  const language = process.env['LANG'] ?? 'C.UTF-8'
  return chromium.launch({ executablePath, args: [...flags, ...more], env: { ...process.env, LANG: language, ...env } })
}
