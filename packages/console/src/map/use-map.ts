import { type Map as MapLibreMap, Map as NewMap, type StyleSpecification, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { drawIcons } from './icons/draw-icons.ts'
import type { Palette } from './style/palette.ts'
import { restyle } from './style/restyle.ts'

setWorkerUrl(workerUrl)

export type MapState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly map: MapLibreMap }
  | { readonly kind: 'failed'; readonly because: 'no-webgl' | 'fault' }

interface Look {
  readonly style: StyleSpecification
  readonly palette: Palette
}

function hasWebgl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2')
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}

/** The map draws each letter once, with whatever font is there at that moment: all three subsets must be. */
async function loadFonts(): Promise<void> {
  const sample = 'Bilezik Білезік әғқңөұүһі ӘҒҚҢӨҰҮҺІ Браслет 0123456789'
  await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 16px "Noto Sans Variable"`, sample)))
}

function createMap(container: HTMLElement, { style }: Look): MapLibreMap {
  const map = new NewMap({
    container,
    style,
    // Kazakhstan, until there is something to frame.
    bounds: [46.5, 40.5, 87.4, 55.5],
    attributionControl: false,
    // North stays up: an operator compares places all night.
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    renderWorldCopies: false,
    minZoom: 2,
    maxZoom: 19,
    // Marks change every second: fading would make the map shimmer.
    fadeDuration: 0,
  })
  map.keyboard.disableRotation()
  map.touchZoomRotate.disableRotation()
  return map
}

/** For journeys in a browser: `data-map-idle` is true when all that was asked for is drawn. */
function showIdle(map: MapLibreMap): void {
  const { dataset } = map.getContainer()
  const say = (isIdle: boolean) => () => {
    dataset['mapIdle'] = String(isIdle)
  }
  say(false)()
  map.on('idle', say(true))
  for (const event of ['dataloading', 'movestart'] as const) map.on(event, say(false))
}

/** One map a container and `mapKey`; its look follows without loading anything again. */
export function useMap(
  container: RefObject<HTMLDivElement | null>,
  mapKey: string,
  look: Look,
  onFault: (sourceId: string | undefined, fault: unknown) => void,
): MapState {
  const [state, setState] = useState<MapState>({ kind: 'loading' })
  const wanted = useRef(look)
  const tell = useRef(onFault)
  useEffect(() => {
    wanted.current = look
    tell.current = onFault
  })

  useEffect(() => {
    let isLeft = false
    let map: MapLibreMap | undefined
    const start = async () => {
      if (container.current === null) return
      if (!hasWebgl()) {
        setState({ kind: 'failed', because: 'no-webgl' })
        return
      }
      await loadFonts()
      if (isLeft) return
      const first = wanted.current
      const made = createMap(container.current, first)
      map = made
      showIdle(made)
      made.on('error', (event) => tell.current((event as { sourceId?: string }).sourceId, event.error))
      // Not `load`: that waits for the background, and where a file of it fails it may never come. People are shown regardless.
      made.once('style.load', () => {
        drawIcons(made, first.palette)
        shown.current = first
        setState({ kind: 'ready', map: made })
      })
    }
    start().catch((fault: unknown) => {
      console.error('The map could not be started.', fault)
      setState({ kind: 'failed', because: 'fault' })
    })
    return () => {
      isLeft = true
      setState({ kind: 'loading' })
      map?.remove()
    }
  }, [container, mapKey])

  const shown = useRef(look)
  useEffect(() => {
    if (state.kind !== 'ready' || shown.current === look) return
    if (shown.current.palette !== look.palette) drawIcons(state.map, look.palette)
    restyle(state.map, shown.current.style, look.style)
    shown.current = look
  }, [state, look])
  return state
}
