import { severities } from '@bilezik/domain'
import { expect, it } from 'vitest'
import { palettes } from './palette.ts'

// The console is typed for a browser; this test alone reads a file.
const moduleName: string = 'node:fs'
const { readFileSync } = (await import(/* @vite-ignore */ moduleName)) as {
  readFileSync: (file: URL, encoding: 'utf8') => string
}
const tokens = readFileSync(new URL('../../app/tokens.css', import.meta.url), 'utf8')

it.each([...severities, 'inside', 'outside', 'hatch', 'ink'] as const)(
  '--%s has the same colour on the map as in the rest of the console',
  (name) => {
    const match = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(tokens)
    const colourOf = (scheme: 'light' | 'dark') => {
      const { severity, inside, outside, hatch, ink } = palettes[scheme]
      return { ...severity, inside, outside, hatch, ink }[name]
    }
    expect([colourOf('light'), colourOf('dark')]).toEqual([match?.[1], match?.[2]])
  },
)
