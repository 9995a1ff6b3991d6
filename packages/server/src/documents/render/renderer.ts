import type { DocumentFault, Printed, RenderedDocument } from '@bilezik/documents'
import { type Language, type Result, ok, refused, second } from '@bilezik/domain'
import { Worker } from 'node:worker_threads'
import type { RenderAnswer, RenderJob } from './render-job.ts'

/** As many as may wait: each holds a connection to the database until it is drawn up. */
const mostWaiting = 8
/** The largest report takes two seconds; whatever lasts so long has hung. */
const longestMs = 20 * second
/** The heap of the thread; what the compiler itself takes comes on top. */
const mostHeapMegabytes = 256

/** The renderer gave no answer: it crashed, hung, or has too much to do. Nothing was drawn up. */
export class RendererUnavailable extends Error {
  constructor(because: string) {
    super(because)
    this.name = 'RendererUnavailable'
  }
}

interface Waiting {
  readonly resolve: (answer: RenderAnswer) => void
  readonly reject: (reason: RendererUnavailable) => void
}

const workerFile = new URL('render-worker.ts', import.meta.url)

/**
 * Draws documents up in a thread of its own, one after the other, so that no one else waits for them. The thread starts with the first
 * document; after a crash with the next one.
 */
export class Renderer {
  readonly #file: URL
  readonly #longestMs: number
  #worker: Worker | undefined
  #last = 0
  readonly #waiting = new Map<number, Waiting>()

  constructor(file = workerFile, longest = longestMs) {
    this.#file = file
    this.#longestMs = longest
  }

  async render(document: Printed, language: Language): Promise<Result<RenderedDocument, readonly DocumentFault[]>> {
    const answer = await this.#ask('pdf', document, language)
    return answer.kind === 'rendered' ? ok(answer.rendered) : refused(faultsOf(answer))
  }

  async draw(document: Printed, language: Language): Promise<Result<string, readonly DocumentFault[]>> {
    const answer = await this.#ask('svg', document, language)
    return answer.kind === 'drawn' ? ok(answer.svg) : refused(faultsOf(answer))
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#fail('closing')
    await worker?.terminate()
  }

  async #ask(output: RenderJob['output'], document: Printed, language: Language): Promise<RenderAnswer> {
    if (this.#waiting.size >= mostWaiting) throw new RendererUnavailable('too many wait')
    const worker = (this.#worker ??= this.#start())
    const id = ++this.#last
    const job: RenderJob = { id, output, document, language }
    const answered = new Promise<RenderAnswer>((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
    worker.postMessage(job, [])
    const hung = setTimeout(() => {
      this.#fail('no answer in time', worker)
      void worker.terminate()
    }, this.#longestMs)
    try {
      return await answered
    } finally {
      clearTimeout(hung)
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#file, { resourceLimits: { maxOldGenerationSizeMb: mostHeapMegabytes } })
    // A process that has nothing else to do need not wait for it.
    worker.unref()
    worker.on('message', (answer: RenderAnswer) => {
      const waiting = this.#waiting.get(answer.id)
      this.#waiting.delete(answer.id)
      waiting?.resolve(answer)
    })
    worker.on('error', (error: Error) => this.#fail(error.name, worker))
    worker.on('exit', () => this.#fail('ended', worker))
    return worker
  }

  /** Whoever waits for this thread is told; the next document starts another. */
  #fail(because: string, of = this.#worker): void {
    if (of !== this.#worker) return
    this.#worker = undefined
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of waiting) reject(new RendererUnavailable(because))
  }
}

function faultsOf(answer: RenderAnswer): readonly DocumentFault[] {
  if (answer.kind === 'refused') return answer.faults
  throw new RendererUnavailable(answer.kind === 'failed' ? answer.because : 'another answer')
}
