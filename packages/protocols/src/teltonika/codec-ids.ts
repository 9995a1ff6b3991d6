/** How a codec writes a record of positions: ids and counts of one byte or two. */
export interface RecordLayout {
  readonly name: string
  readonly idBytes: 1 | 2
  readonly countBytes: 1 | 2
  /** Why the record was made, behind the event's id. */
  readonly hasGenerationType: boolean
  /** Elements of stated length, behind those of 1, 2, 4 and 8 bytes. */
  readonly hasVariableLength: boolean
}

/** What stands before the text of a command, an answer or serial data. */
export interface MessageLayout {
  readonly hasTime: boolean
  readonly hasImei: boolean
}

const records = {
  0x08: { name: 'codec 8', idBytes: 1, countBytes: 1, hasGenerationType: false, hasVariableLength: false },
  0x8e: { name: 'codec 8 extended', idBytes: 2, countBytes: 2, hasGenerationType: false, hasVariableLength: true },
  0x10: { name: 'codec 16', idBytes: 2, countBytes: 1, hasGenerationType: true, hasVariableLength: false },
} as const satisfies Record<number, RecordLayout>

const messages = {
  0x0c: { hasTime: false, hasImei: false },
  0x0d: { hasTime: true, hasImei: false },
  0x0e: { hasTime: false, hasImei: true },
  0x0f: { hasTime: true, hasImei: true },
} as const satisfies Record<number, MessageLayout>

export type RecordCodecId = keyof typeof records

/** The compact records of the GH3000 and GH4000 personal trackers. */
export const personalCodecId = 0x07

const recordLayouts: ReadonlyMap<number, RecordLayout> = new Map(Object.entries(records).map(([id, l]) => [Number(id), l]))
const messageLayouts: ReadonlyMap<number, MessageLayout> = new Map(Object.entries(messages).map(([id, l]) => [Number(id), l]))

export function recordLayoutOf(codec: number): RecordLayout | undefined {
  return recordLayouts.get(codec)
}

export function messageLayoutOf(codec: number): MessageLayout | undefined {
  return messageLayouts.get(codec)
}

export function isCodecId(codec: number | undefined): boolean {
  return codec === personalCodecId || (codec !== undefined && (recordLayouts.has(codec) || messageLayouts.has(codec)))
}
