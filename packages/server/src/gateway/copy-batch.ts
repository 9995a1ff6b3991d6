import type pg from 'pg'

interface Settle {
  readonly resolve: (tags: readonly string[]) => void
  readonly reject: (error: unknown) => void
}

/**
 * Several statements with the rows of their COPYs in one round trip: the rows follow the statements without waiting to be asked for.
 * A statement that fails ends all of it; the server passes over rows that it no longer wants, as its protocol says.
 */
class CopyBatch {
  readonly #text: string
  readonly #rows: readonly Buffer[]
  readonly #settle: Settle
  readonly #tags: string[] = []

  constructor(text: string, rows: readonly Buffer[], settle: Settle) {
    this.#text = text
    this.#rows = rows
    this.#settle = settle
  }

  /** Called by the driver, as all below. */
  submit(connection: pg.Connection): void {
    connection.stream.cork()
    connection.query(this.#text)
    for (const rows of this.#rows) connection.stream.write(rows)
    connection.stream.uncork()
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#tags.push(text)
  }

  handleReadyForQuery(): void {
    this.#settle.resolve(this.#tags)
  }

  handleError(error: unknown): void {
    this.#settle.reject(error)
  }

  /** The rows are under way already, and what the functions answer is not asked for. */
  handleCopyInResponse(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
}

/**
 * Runs statements, each `COPY … FROM STDIN` of which takes the next of `rows` (from message `d` to message `c`).
 * Resolves with each statement's tag (`INSERT 0 5`) when all are done; rejects with the first error.
 */
export function copyBatch(client: pg.ClientBase, text: string, rows: readonly Buffer[]): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    client.query(new CopyBatch(text, rows, { resolve, reject }))
  })
}
