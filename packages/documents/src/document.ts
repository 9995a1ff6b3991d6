import type { DocumentKind, Language } from '@bilezik/domain'
import { z } from 'zod'
import { composeAdoptionNotice } from './kinds/adoption-notice/compose.ts'
import { adoptionNoticeSchema } from './kinds/adoption-notice/schema.ts'
import { composeClosingAct } from './kinds/closing-act/compose.ts'
import { closingActSchema } from './kinds/closing-act/schema.ts'
import { composeDamageAct } from './kinds/damage-act/compose.ts'
import { damageActSchema } from './kinds/damage-act/schema.ts'
import { composeEquipmentDecision } from './kinds/equipment-decision/compose.ts'
import { equipmentDecisionSchema } from './kinds/equipment-decision/schema.ts'
import { composeExplanationRecord } from './kinds/explanation-record/compose.ts'
import { explanationRecordSchema } from './kinds/explanation-record/schema.ts'
import { composeHandoverAct } from './kinds/handover-act/compose.ts'
import { handoverActSchema } from './kinds/handover-act/schema.ts'
import { composeHospitalisationNotice } from './kinds/hospitalisation-notice/compose.ts'
import { hospitalisationNoticeSchema } from './kinds/hospitalisation-notice/schema.ts'
import { composeInformationReport } from './kinds/information-report/compose.ts'
import { informationReportSchema } from './kinds/information-report/schema.ts'
import { composeMemo } from './kinds/memo/compose.ts'
import { memoSchema } from './kinds/memo/schema.ts'
import { composeReplacementAct } from './kinds/replacement-act/compose.ts'
import { replacementActSchema } from './kinds/replacement-act/schema.ts'
import { composeReturnToBody } from './kinds/return-to-body/compose.ts'
import { returnToBodySchema } from './kinds/return-to-body/schema.ts'
import { coverSheetSchema } from './kinds/cover-sheet/schema.ts'
import { orderHistorySchema } from './kinds/order-history/schema.ts'
import type { Composed } from './kinds/kind.ts'

/** Every document that can be drawn up, told apart by `kind`. */
export const documentSchema = z.discriminatedUnion('kind', [
  adoptionNoticeSchema,
  closingActSchema,
  damageActSchema,
  equipmentDecisionSchema,
  explanationRecordSchema,
  handoverActSchema,
  hospitalisationNoticeSchema,
  informationReportSchema,
  memoSchema,
  replacementActSchema,
  returnToBodySchema,
])

/** As a caller gives it: what may stay empty may be left out. */
export type Document = z.input<typeof documentSchema>
export type ParsedDocument = z.output<typeof documentSchema>

/** All that is printed: the documents of the journal, the extract that shows an order's history, and what lies on top of papers. */
export const printedSchema = z.discriminatedUnion('kind', [documentSchema, orderHistorySchema, coverSheetSchema])
export type Printed = z.input<typeof printedSchema>
export type ParsedPrinted = z.output<typeof printedSchema>

type Of<Kind extends DocumentKind> = Extract<ParsedDocument, { readonly kind: Kind }>
const composers: { readonly [Kind in DocumentKind]: (document: Of<Kind>, language: Language) => Composed } = {
  'adoption-notice': composeAdoptionNotice,
  'closing-act': composeClosingAct,
  'damage-act': composeDamageAct,
  'equipment-decision': composeEquipmentDecision,
  'explanation-record': composeExplanationRecord,
  'handover-act': composeHandoverAct,
  'hospitalisation-notice': composeHospitalisationNotice,
  'information-report': composeInformationReport,
  memo: composeMemo,
  'replacement-act': composeReplacementAct,
  'return-to-body': composeReturnToBody,
}

export function composed(document: ParsedDocument, language: Language): Composed {
  const compose = composers[document.kind] as (document: ParsedDocument, language: Language) => Composed
  return compose(document, language)
}
