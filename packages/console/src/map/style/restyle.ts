import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'

/** The part of a map that changes the look of its layers. */
export interface Restyled {
  setPaintProperty(layer: string, name: string, value: unknown): unknown
  setLayoutProperty(layer: string, name: string, value: unknown): unknown
}

function changed(before: object | undefined, after: object | undefined): readonly (readonly [string, unknown])[] {
  const old = new Map(Object.entries(before ?? {}))
  return Object.entries(after ?? {}).filter(([name, value]) => JSON.stringify(old.get(name)) !== JSON.stringify(value))
}

const paintOf = (layer: LayerSpecification | undefined) => layer?.paint
const layoutOf = (layer: LayerSpecification | undefined) => (layer !== undefined && 'layout' in layer ? layer.layout : undefined)

/**
 * Turns one look into another. `setStyle` would do it too, but it takes the empty data of the style's sources for news
 * and wipes 50,000 marks off the map.
 */
export function restyle(map: Restyled, before: StyleSpecification, after: StyleSpecification): void {
  const old = new Map(before.layers.map((layer) => [layer.id, layer]))
  for (const layer of after.layers) {
    for (const [name, value] of changed(paintOf(old.get(layer.id)), paintOf(layer))) map.setPaintProperty(layer.id, name, value)
    for (const [name, value] of changed(layoutOf(old.get(layer.id)), layoutOf(layer)))
      map.setLayoutProperty(layer.id, name, value)
  }
}
