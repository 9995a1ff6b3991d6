import { drawDocument, renderDocument } from '@bilezik/documents'
import { invariant } from '@bilezik/domain'
import { parentPort } from 'node:worker_threads'
import type { RenderAnswer, RenderJob } from './render-job.ts'

// Its own thread: a report of a year takes seconds, and a fault of the native compiler ends this thread alone.
const port = parentPort
invariant(port !== null, 'a worker has somebody who asks it')

async function answerTo({ id, output, document, language }: RenderJob): Promise<RenderAnswer> {
  try {
    if (output === 'svg') {
      const drawn = await drawDocument(document, language)
      return drawn.ok ? { id, kind: 'drawn', svg: drawn.value } : { id, kind: 'refused', faults: drawn.reason }
    }
    const rendered = await renderDocument(document, language)
    return rendered.ok ? { id, kind: 'rendered', rendered: rendered.value } : { id, kind: 'refused', faults: rendered.reason }
  } catch (error) {
    // The name of the failure alone: a message of the compiler may hold what was typed.
    return { id, kind: 'failed', because: error instanceof Error ? error.name : 'unknown' }
  }
}

port.on('message', (job: RenderJob) => {
  void answerTo(job).then((answer) => port.postMessage(answer))
})
