import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { languages } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { mapResources } from '../i18n/index.ts'
import type { Words } from '../words.ts'
import { iconNames } from '../icons/icon-names.ts'
import { mapStyle, type StyleInput } from './map-style.ts'
import { restyle } from './restyle.ts'

function wordsIn(language: StyleInput['language']): Words {
  const own = mapResources[language]
  return {
    severity: {
      critical: own['severity.critical'],
      high: own['severity.high'],
      medium: own['severity.medium'],
      low: own['severity.low'],
    },
    standing: {
      kept: own['standing.kept'],
      breached: own['standing.breached'],
      unclear: own['standing.unclear'],
      'off-duty': own['standing.off-duty'],
    },
  }
}

const basemap = { land: '/land.json', water: '/water.json', labels: '/labels.json' }
const inputs = languages.flatMap((language) =>
  (['light', 'dark'] as const).flatMap((scheme) =>
    [null, 'https://tiles.example/{z}/{x}/{y}.pbf'].map((tilesUrl): StyleInput => ({
      language,
      scheme,
      tilesUrl,
      basemap,
      words: wordsIn(language),
    })),
  ),
)

describe('the style', () => {
  it.each(inputs)('is valid by the MapLibre specification: $language, $scheme, tiles $tilesUrl', (input) => {
    expect(validateStyleMin(mapStyle(input))).toEqual([])
  })

  it('loads nothing from elsewhere when offline', () => {
    for (const input of inputs.filter(({ tilesUrl }) => tilesUrl === null))
      expect(JSON.stringify(mapStyle(input))).not.toMatch(/https?:/)
  })

  it('names only images that are drawn', () => {
    const text = JSON.stringify(mapStyle(inputs[0] as StyleInput))
    const named = [...text.matchAll(/"((?:severity-|standing-)[a-z-]+|hatch|direction|scrub(?:-blind)?|base-place)"/g)].map(
      ([, name]) => name,
    )
    const drawn = new Set<string>(iconNames)
    expect(named.filter((name) => name !== 'scrub' && !drawn.has(name as string))).toEqual([])
    expect(named.length).toBeGreaterThan(6)
  })
})

describe('restyling', () => {
  it('turns any look into any other of the same base', () => {
    const apply = (before: StyleInput, after: StyleInput) => {
      const shown = structuredClone(mapStyle(before))
      const bag = (layer: string, kind: 'paint' | 'layout') => {
        const found = shown.layers.find(({ id }) => id === layer) as unknown as Record<string, Record<string, unknown>>
        return (found[kind] ??= {})
      }
      restyle(
        {
          setPaintProperty: (layer, name, value) => void (bag(layer, 'paint')[name] = value),
          setLayoutProperty: (layer, name, value) => void (bag(layer, 'layout')[name] = value),
        },
        mapStyle(before),
        mapStyle(after),
      )
      return shown.layers
    }
    for (const before of inputs) {
      for (const after of inputs.filter(({ tilesUrl }) => tilesUrl === before.tilesUrl)) {
        expect(apply(before, after)).toEqual(mapStyle(after).layers)
      }
    }
  })
})
