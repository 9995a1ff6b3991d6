import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { distanceMetres } from '@bilezik/domain'
import { expect, it } from 'vitest'
import { densestPlace } from './densest-place.ts'
import { readRecording } from './recording.ts'

const file = fileURLToPath(new URL('../../../../../shared/gps/em-tag-2026-01-29-to-03-06.csv', import.meta.url))
const isHere = existsSync(file)
if (!isHere) console.warn(`The real recording is not there: ${file}`)

it.skipIf(!isHere)(`the real recording is read whole${isHere ? '' : ' (SKIPPED: ../shared/gps is absent)'}`, async () => {
  const { fixes, skipped } = await readRecording(file)
  expect(skipped).toEqual([])
  expect(fixes).toHaveLength(3474)
  expect(fixes.filter((fix) => fix.source === 'gnss')).toHaveLength(345)
  expect(fixes.filter((fix) => fix.source === 'cell')).toHaveLength(3129)
  expect(fixes.every((fix, i) => i === 0 || fixes[i - 1]!.fixAt <= fix.fixAt)).toBe(true)
  // Where its description says that the tag lay; network positions blur it.
  expect(distanceMetres(densestPlace(fixes)!, { lat: 51.49984, lon: -0.13484 })).toBeLessThan(100)
})
