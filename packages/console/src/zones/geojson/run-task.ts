import { type GeoJsonDone, type GeoJsonTask } from './geojson-worker.ts'

/** Does it in a worker of its own, so that the page answers meanwhile; the worker ends with it, or when it is called off. */
export function runTask<Kind extends GeoJsonTask['kind']>(
  task: Extract<GeoJsonTask, { kind: Kind }>,
  signal: AbortSignal,
): Promise<Extract<GeoJsonDone, { kind: Kind }>> {
  const worker = new Worker(new URL('geojson-worker.ts', import.meta.url), { type: 'module' })
  return new Promise<Extract<GeoJsonDone, { kind: Kind }>>((resolve, reject) => {
    worker.addEventListener('message', (event: MessageEvent<Extract<GeoJsonDone, { kind: Kind }>>) => resolve(event.data))
    worker.addEventListener('error', (event) => reject(new Error(event.message)))
    signal.addEventListener('abort', () => reject(signal.reason as Error))
    // A worker has no origin to be told; the rule means windows.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    worker.postMessage(task)
  }).finally(() => worker.terminate())
}
