import { type PieceOwner, type PieceProblem, packagePieces } from '@bilezik/law'
import { z } from 'zod'
import { envelopeFields } from '../../envelope.ts'
import { atLeastOne, citationSchema, instantField, maybe, shortWordsField, wordsField } from '../../fields.ts'
import { type Obstacle, obstacleTerms } from './obstacle-terms.ts'
import { ownerTerms, problemTerms } from './package-terms.ts'

const pieceProblems = Object.keys(problemTerms) as readonly PieceProblem[]
const pieceOwners = Object.keys(ownerTerms) as readonly PieceOwner[]

const obstacles = Object.keys(obstacleTerms) as readonly Obstacle[]

/** What keeps the decision itself from being adopted, besides the papers that came with it. */
const obstacleSchema = z.object({ obstacle: z.enum(obstacles), citation: maybe(citationSchema) })

/** As the law package's checklist tells of a piece; what it asks for by analogy alone is the service's own rule and cites nothing. */
const pieceSchema = z.object({
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
  findings: atLeastOne(z.union([pieceSchema, obstacleSchema]), 40),
  /** Whether execution waits for it: a missing decision makes it wait, and whatever keeps the decision from being adopted. */
  isExecutionBlocked: z.boolean(),
})
export type ReturnToBody = z.output<typeof returnToBodySchema>
