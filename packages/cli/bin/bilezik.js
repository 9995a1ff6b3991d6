#!/usr/bin/env node
// Plain JavaScript for whatever Node runs it: finds Node 24 (it came with `npm install`) and hands over to the program.
// Node's own options are in node-options.json: states of persons outlive the small space in which Node looks for what is short-lived.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const neededMajor = 24
const here = path.dirname(fileURLToPath(import.meta.url))
const main = path.join(here, '..', 'src', 'main.ts')
const majorOf = (version) => Number(version.replace(/^v/, '').split('.')[0])

function bundledNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  for (let folder = here; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', 'node', 'bin', name)
    if (existsSync(candidate)) return candidate
  }
  return undefined
}

const node = majorOf(process.version) >= neededMajor ? process.execPath : bundledNode()
if (!node) {
  console.error(
    `Bilezik needs Node ${neededMajor}; this is ${process.version}. Run "npm install" in the project: it brings Node ${neededMajor} along.`,
  )
  process.exit(1)
}
const options = JSON.parse(readFileSync(path.join(here, 'node-options.json'), 'utf8'))
const child = spawn(node, [...options, main, ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
