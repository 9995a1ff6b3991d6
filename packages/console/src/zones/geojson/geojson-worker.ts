import { type Found, type Imported, type SimplifiedFound, readGeoJson, simplifyFound } from './read-geojson.ts'

export type GeoJsonTask = { readonly kind: 'read'; readonly file: Blob } | { readonly kind: 'simplify'; readonly found: Found }
export type GeoJsonDone =
  | { readonly kind: 'read'; readonly imported: Imported }
  | { readonly kind: 'simplify'; readonly simplified: SimplifiedFound | null }

async function doneOf(task: GeoJsonTask): Promise<GeoJsonDone> {
  if (task.kind === 'simplify') return { kind: 'simplify', simplified: simplifyFound(task.found) }
  return { kind: 'read', imported: readGeoJson(await task.file.text()) }
}

async function answer(task: GeoJsonTask): Promise<void> {
  postMessage(await doneOf(task))
}

addEventListener('message', (event: MessageEvent<GeoJsonTask>) => void answer(event.data).catch(reportError))
