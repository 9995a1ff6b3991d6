import { severities } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { type Scheme, palettes } from './palette.ts'

// The console is typed for a browser; this test alone reads a file.
const moduleName: string = 'node:fs'
const { readFileSync } = (await import(/* @vite-ignore */ moduleName)) as {
  readFileSync: (file: URL, encoding: 'utf8') => string
}
const tokens = readFileSync(new URL('../../app/tokens.css', import.meta.url), 'utf8')

/** The colour of a custom property in the block of one scheme. */
function token(scheme: Scheme, name: string): string | undefined {
  const block = new RegExp(`:root\\[data-mantine-color-scheme='${scheme}'\\] \\{([^}]*)\\}`).exec(tokens)?.[1]
  return new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block ?? '')?.[1]
}

describe.each(['light', 'dark'] as const)('on the %s map', (scheme) => {
  const { severity, inside, outside, hatch, ink } = palettes[scheme]
  const colours = { ...severity, inside, outside, hatch, ink }

  it.each([...severities, 'inside', 'outside', 'hatch', 'ink'] as const)('%s has the colour of app/tokens.css', (name) => {
    expect(colours[name]).toBe(token(scheme, name))
  })
})
