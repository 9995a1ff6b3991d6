import { type PieceOwner, type PieceProblem, packagePieces } from '@bilezik/law'
import { z } from 'zod'
import { envelopeFields } from '../../envelope.ts'
import { atLeastOne, citationSchema, instantField, maybe, shortWordsField, wordsField } from '../../fields.ts'
import { ownerTerms, problemTerms } from './package-terms.ts'

const pieceProblems = Object.keys(problemTerms) as readonly PieceProblem[]
const pieceOwners = Object.keys(ownerTerms) as readonly PieceOwner[]

/** As the law package's checklist tells of a piece; what it asks for by analogy alone is the service's own rule and cites nothing. */
const findingSchema = z.object({
  piece: z.enum(packagePieces),
  problem: z.enum(pieceProblems),
  owedBy: z.enum(pieceOwners),
  /** Which fields of a certificate, which page. */
  detail: maybe(wordsField),
  citation: maybe(citationSchema),
})

/** What is missing or wrong in the package that the body sent, each with the provision that asks for it: 1369 §6. */
export const returnToBodySchema = z.object({
  kind: z.literal('return-to-body'),
  ...envelopeFields,
  addressee: shortWordsField,
  sentAt: maybe(instantField),
  receivedAt: instantField,
  findings: atLeastOne(findingSchema, 40),
  /** Whether execution waits for it: only a missing decision makes it wait. */
  isExecutionBlocked: z.boolean(),
})
export type ReturnToBody = z.output<typeof returnToBodySchema>
