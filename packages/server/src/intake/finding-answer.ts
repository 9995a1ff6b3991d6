import type { z } from 'zod'
import type { findingSchema } from '@bilezik/contract'
import type { Finding, OwedPiece } from '@bilezik/law'
import { refuse } from '../http/refusal.ts'

type FindingAnswer = z.output<typeof findingSchema>

/** A policy carries no citation. */
export function findingAnswer({ code, source }: Finding): FindingAnswer {
  const provision = source.kind === 'law' ? source.provision : undefined
  return { code, citation: provision?.citation ?? null, needsLawyer: provision?.needsLawyer ?? null }
}

export function owedAnswer(owed: OwedPiece) {
  const { piece, owedBy, consequence, fields } = owed
  return { ...findingAnswer(owed), piece, owedBy, blocksAdoption: consequence === 'blocks-adoption', fields: [...(fields ?? [])] }
}

/** Each provision once, in the order of the findings. */
export function citationsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.flatMap(({ source }) => (source.kind === 'law' ? [source.provision.citation] : [])))]
}

/** Refuses a step that findings stand against; goes on when there are none. */
export function refuseFor(findings: readonly Finding[]): void {
  if (findings.length === 0) return
  const [citation] = citationsOf(findings)
  const detail = findings
    .map(findingAnswer)
    .map((finding) => (finding.citation === null ? finding.code : `${finding.code} (${finding.citation})`))
    .join(', ')
  refuse('step-blocked', { detail, ...(citation !== undefined && { citation }) })
}
