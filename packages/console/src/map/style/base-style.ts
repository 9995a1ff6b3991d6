import type { LayerSpecification, SourceSpecification } from 'maplibre-gl'

/** What lies under the marks. */
export interface BaseStyle {
  readonly sources: Readonly<Record<string, SourceSpecification>>
  readonly layers: readonly LayerSpecification[]
}
