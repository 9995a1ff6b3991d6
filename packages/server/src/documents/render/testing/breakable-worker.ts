import { invariant } from '@bilezik/domain'
import { parentPort } from 'node:worker_threads'
import type { RenderAnswer, RenderJob } from '../render-job.ts'

// The real thread of the renderer, which a document of these places ends or hangs before it is drawn up, as a fault of the compiler would.
const port = parentPort
invariant(port !== null, 'a worker has somebody who asks it')

const placeOf = ({ document }: RenderJob) => ('place' in document ? document.place : null)

port.on('message', (job: RenderJob) => {
  const place = placeOf(job)
  if (place === 'CRASH') process.exit(1)
  if (place === 'THROW') throw new Error('the compiler fell over')
  if (place === 'HANG') for (;;);
  if (place === 'ECHO') port.postMessage({ id: job.id, kind: 'drawn', svg: '<svg/>' } satisfies RenderAnswer)
})

await import('../render-worker.ts')
