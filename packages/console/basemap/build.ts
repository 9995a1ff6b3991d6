import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildLabels } from './labels.ts'
import { buildLand } from './land.ts'
import { buildWater } from './water.ts'

/** Shown on the map, never translated: names of sources and licences. */
export const attribution = 'Natural Earth (public domain) · © OpenStreetMap contributors (ODbL, geo-maps) · GeoNames (CC BY 4.0)'

export interface BasemapFile {
  readonly name: 'land' | 'water' | 'labels'
  /** With a hash of the content: it may be cached for ever. */
  readonly fileName: string
  readonly content: string
}

/** The orientation map: three GeoJSON files, the same bytes from the same packages. */
export function basemapFiles(): readonly BasemapFile[] {
  const layers = { land: buildLand(), water: buildWater(), labels: buildLabels() } as const
  return (['land', 'water', 'labels'] as const).map((name) => {
    const content = JSON.stringify(layers[name])
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 8)
    return { name, fileName: `${name}.${hash}.json`, content }
  })
}

/** Writes the files and returns their paths. */
export function buildBasemap(outDir: string): readonly string[] {
  mkdirSync(outDir, { recursive: true })
  return basemapFiles().map(({ fileName, content }) => {
    const file = path.join(outDir, fileName)
    writeFileSync(file, content)
    return file
  })
}

if (import.meta.main) {
  const [outDir] = process.argv.slice(2)
  if (outDir === undefined) throw new Error('Say where to: node build.ts OUT_DIR')
  for (const file of buildBasemap(outDir)) console.log(file)
}
