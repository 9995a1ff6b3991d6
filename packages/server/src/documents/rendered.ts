import type { DocumentFault } from '@bilezik/documents'
import type { Result } from '@bilezik/domain'
import { refuse } from '../http/refusal.ts'
import { RendererUnavailable } from './render/renderer.ts'

const comeBackSeconds = 5

/** What the renderer made; refuses what breaks the document's own bounds, and tells when nothing could be drawn up. */
export async function answered<Value>(work: Promise<Result<Value, readonly DocumentFault[]>>): Promise<Value> {
  const outcome = await work.catch((error: unknown) => {
    if (error instanceof RendererUnavailable) return refuse('renderer-unavailable', { retryAfterSeconds: comeBackSeconds })
    throw error
  })
  if (outcome.ok) return outcome.value
  return refuse('document-refused', {
    fields: outcome.reason.slice(0, 20).map(({ path, message }) => ({ path: `body.document.${path}`, message })),
  })
}
