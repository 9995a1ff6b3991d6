import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { documentsQuery } from '../../documents/documents-query.ts'
import { type Listed } from '../../documents/paper-spec.ts'
import { type Signable } from '../../documents/sign/WhatIsSigned.tsx'
import { useSession } from '../../session/use-session.ts'
import { seenPapers } from '../fitting-seen.ts'

export const fittingKinds = ['handover-act', 'memo'] as const
export type FittingKind = (typeof fittingKinds)[number]

export interface Papers {
  /** Acts and memos that are issued and stand; where there is no connection, as they were seen last. */
  readonly issued: readonly Signable[]
  /** Undefined where the server has not told it: nothing can be drawn up then. */
  readonly listed: Listed | undefined
}

/** The papers of a fitting; none are asked for before there can be any. */
export function usePapers(orderId: string, isFitted: boolean): Papers {
  const { user } = useSession()
  const listed = useQuery({ ...documentsQuery(orderId), enabled: isFitted }).data
  return useMemo(() => {
    const all = listed?.documents ?? seenPapers(user.id, orderId)
    const isOfFitting = (kind: string) => fittingKinds.some((one) => one === kind)
    return {
      listed,
      issued: all.filter(({ kind, number, replacedById }) => isOfFitting(kind) && number !== null && replacedById === null),
    }
  }, [listed, user.id, orderId])
}
