import { protocolNames } from '@bilezik/domain'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

test('every protocol has its golden frames and is fuzzed', () => {
  const lacks = protocolNames.filter((name) =>
    ['golden-frames.ts', 'fuzz.test.ts', 'README.md'].some((file) => !existsSync(path.join(import.meta.dirname, name, file))),
  )
  expect(lacks).toEqual([])
})
