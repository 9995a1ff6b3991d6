import { expect, it } from 'vitest'
import { fileSize } from './file-text.ts'

it.each([
  { bytes: 1, said: '1 kB' },
  { bytes: 999_499, said: '999 kB' },
  { bytes: 1_000_000, said: '1 MB' },
  { bytes: 1_440_000, said: '1.4 MB' },
  { bytes: 20_000_000, said: '20 MB' },
])('$bytes bytes are $said', ({ bytes, said }) => {
  expect(fileSize(bytes, 'en').replace('\u00A0', ' ')).toBe(said)
})
