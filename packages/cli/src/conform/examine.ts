import { acts } from './acts/index.ts'
import { type Judged, judge } from './judge.ts'
import { CutShort, Stage, type StageParts } from './stage.ts'
import type { Conversation } from './conversation.ts'

export interface Examination {
  readonly conversation: Conversation
  readonly judged: readonly Judged[]
  /** Why it ended before its end; undefined where it did not. */
  readonly cutShort?: string
}

/** Plays the server to one device, act by act, and judges what was recorded. A signal ends it early with what is known so far. */
export async function examine(parts: StageParts): Promise<Examination> {
  const { recording, tell } = parts
  const stage = new Stage(parts)
  let cutShort: string | undefined
  try {
    for (const { name, title, perform } of acts) {
      const sentence = title(stage)
      if (sentence !== undefined) tell(sentence)
      recording.add({ kind: 'act', at: stage.now, act: name, is: 'begun' })
      const goesOn = await perform(stage)
      recording.add({ kind: 'act', at: stage.now, act: name, is: 'ended' })
      if (goesOn === false) break
    }
  } catch (error) {
    if (!(error instanceof CutShort)) throw error
    cutShort = error.message
  }
  const { conversation } = stage
  return { conversation, judged: judge(conversation), ...(cutShort !== undefined && { cutShort }) }
}
