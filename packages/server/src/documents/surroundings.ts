import type { ScopedTransaction } from '@bilezik/database'
import type { AppContext } from '../http/context.ts'
import type { Surroundings } from './draw-up.ts'
import { standingBefore } from './journal.ts'

/** What a document needs besides the facts of its order. */
export async function surroundingsOf({ config }: AppContext, tx: ScopedTransaction, orderId: string): Promise<Surroundings> {
  const publicUrl = config.publicUrl ?? null
  return {
    tx,
    standingBefore: await standingBefore(tx, orderId),
    checkUrl: publicUrl === null ? null : `${publicUrl.replace(/\/$/, '')}/check`,
  }
}
