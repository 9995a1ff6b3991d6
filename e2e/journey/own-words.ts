import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { brokenTexts, englishAmong, latinWords } from './texts.ts'
import { visibleTexts } from './visible-text.ts'

/** Names of programs, makers and licences, keys of the keyboard, logins, numbers of devices: the same in every language. */
const sameEverywhere =
  /compliance-\d+|UTC|Wi-Fi|Bilezik|bilezik-demo|operator|head|centre|administrator|GT06|OsmAnd|IMEI|SOS|PDF|JPEG|PNG|TIFF|HEIC|CMS|JSON|CSV|SIM|ICCID|GeoJSON|Demo GT06 strap [A-Z]|Demo OsmAnd \w+|Demo HTTP (?:strap|phone) [A-Z]|E2E-\d+|DEMO-\d+|Natural Earth|© OpenStreetMap contributors|ODbL|geo-maps|GeoNames|CC BY 4\.0|public domain|\bEng\b|English|Shift|Home|Enter|Esc|End/g

/** No word of another language, no key of a text, no place that was not filled in: whatever a reader or a screen reader meets. */
export async function expectOwnWords(page: Page, language: 'kk' | 'ru', besides = /(?!)/g): Promise<void> {
  const shown = await visibleTexts(page)
  expect(shown.length).toBeGreaterThan(20)
  const english = englishAmong(shown, language)
  const latin = latinWords(
    shown.filter((text) => !english.includes(text)).map((text) => text.replace(besides, ' ')),
    sameEverywhere,
  )
  // Soft: one walk tells of every screen.
  expect.soft({ english, broken: brokenTexts(shown), latin }).toEqual({
    english: [],
    broken: [],
    latin: [],
  })
}
