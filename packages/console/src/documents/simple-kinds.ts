import { type CallOptions } from '../api/client.ts'

type Asked = CallOptions<'issueDocument'>['body']['document']

/** Documents that are composed of the order's facts alone. The others take more than a language, and are drawn up by the interface for now. */
export const simpleKinds = {
  'adoption-notice': { kind: 'adoption-notice' },
  'return-to-body': { kind: 'return-to-body' },
  'equipment-decision': { kind: 'equipment-decision' },
  'handover-act': { kind: 'handover-act', occasion: { kind: 'fitting' } },
  memo: { kind: 'memo' },
} as const satisfies Readonly<Record<string, Asked>>

export type SimpleKind = keyof typeof simpleKinds

export function isSimpleKind(kind: string): kind is SimpleKind {
  return kind in simpleKinds
}

/** Told to the person: nobody chooses its language. */
export function isForPerson(kind: SimpleKind): boolean {
  return kind === 'memo'
}
