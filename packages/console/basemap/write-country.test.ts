import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { countryFile, countryPath } from './write-country.ts'

it('what the domain knows of the country is what the packages say (node packages/console/basemap/write-country.ts writes it anew)', () => {
  expect(readFileSync(countryPath, 'utf8')).toBe(countryFile())
})
