import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import chromium, { inflate } from '@sparticuz/chromium'

// Run as a process of its own with TMPDIR set to the folder to fill: the package unpacks into the system's temporary
// folder under fixed names without a version, where another project's browser may lie already.
const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
await chromium.executablePath()
await inflate(join(dirname(entry), '..', 'bin', 'al2023.tar.br'))
