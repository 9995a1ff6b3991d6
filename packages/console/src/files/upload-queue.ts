import { type FileLimits } from '@bilezik/contract'
import { ApiProblem } from '../api/client.ts'
import { type FileToSend } from './send-file.ts'

export type UploadState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sending'; readonly share: number }
  /** Kept: it can be sent again. */
  | { readonly kind: 'failed'; readonly error: unknown }
  /** The server will say the same again, so it can only be taken away. */
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'too-large' }

export interface Upload extends FileToSend {
  readonly key: string
  readonly state: UploadState
}

type Send = (file: FileToSend, onProgress: (share: number) => void) => Promise<unknown>

const atOnce = 2
/** What passes by itself: the server is busy, the scanner away, the session’s token renewed. */
const passing: readonly string[] = [
  'too-many-requests',
  'uploads-busy',
  'scanner-away',
  'upload-too-slow',
  'database-unavailable',
  'defect',
  'not-signed-in',
  'csrf-token-missing',
]

const isPassing = (error: unknown) => !(error instanceof ApiProblem) || passing.includes(error.problem.code)

/** What was chosen and is not on the server yet. It outlives the page that shows it: a lost connection loses nothing. */
export class UploadQueue {
  readonly #send: Send
  readonly #onSent: (orderId: string) => void
  readonly #listeners = new Set<() => void>()
  #uploads: readonly Upload[] = []
  #made = 0

  constructor(send: Send, onSent: (orderId: string) => void) {
    this.#send = send
    this.#onSent = onSent
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly all = (): readonly Upload[] => this.#uploads

  add(orderId: string, belongsTo: string | null, files: readonly File[], limits: Pick<FileLimits, 'mostBytesAFile'>): void {
    const added = files.map((file): Upload => ({
      key: `${this.#made++}`,
      orderId,
      belongsTo,
      file,
      state: file.size > limits.mostBytesAFile ? { kind: 'too-large' } : { kind: 'waiting' },
    }))
    this.#change([...this.#uploads, ...added])
  }

  remove(key: string): void {
    this.#change(this.#uploads.filter((upload) => upload.key !== key))
  }

  /** Everything of an order, as when its form is emptied. */
  forget(orderId: string): void {
    this.#change(this.#uploads.filter((upload) => upload.orderId !== orderId))
  }

  /** What was chosen for a form belongs to the case file that it became. */
  move(fromId: string, orderId: string): void {
    this.#change(this.#uploads.map((upload) => (upload.orderId === fromId ? { ...upload, orderId } : upload)))
  }

  /** Everything of this place that waits or failed; two at a time. */
  send(orderId: string, belongsTo: string | null): Promise<void> {
    return this.#sendDue(orderId, (upload) => upload.belongsTo === belongsTo)
  }

  /** The same of all places: still two at a time, for the server holds only so much at once. */
  sendAll(orderId: string): Promise<void> {
    return this.#sendDue(orderId, () => true)
  }

  async #sendDue(orderId: string, isMeant: (upload: Upload) => boolean): Promise<void> {
    const isDue = (upload: Upload) =>
      upload.orderId === orderId && isMeant(upload) && ['waiting', 'failed'].includes(upload.state.kind)
    const due = this.#uploads.filter(isDue).map(({ key }) => key)
    for (const key of due) this.#set(key, { kind: 'sending', share: 0 })
    const next = async (): Promise<void> => {
      for (let key = due.shift(); key !== undefined; key = due.shift()) await this.#sendOne(key)
    }
    await Promise.all(Array.from({ length: atOnce }, next))
    this.#onSent(orderId)
  }

  async #sendOne(key: string): Promise<void> {
    const upload = this.#uploads.find((one) => one.key === key)
    if (!upload) return
    try {
      await this.#send(upload, (share) => this.#set(key, { kind: 'sending', share }))
      this.remove(key)
    } catch (error) {
      this.#set(key, { kind: isPassing(error) ? 'failed' : 'refused', error })
    }
  }

  #set(key: string, state: UploadState): void {
    this.#change(this.#uploads.map((upload) => (upload.key === key ? { ...upload, state } : upload)))
  }

  #change(uploads: readonly Upload[]): void {
    this.#uploads = uploads
    for (const listener of this.#listeners) listener()
  }
}
