import type { DocumentKind } from '@bilezik/domain'
import type { Composer } from '../composer.ts'
import { adoptionNotice } from './adoption-notice.ts'
import { closingAct } from './closing-act.ts'
import { damageAct } from './damage-act.ts'
import { equipmentDecision } from './equipment-decision.ts'
import { explanationRecord } from './explanation-record.ts'
import { handoverAct } from './handover-act.ts'
import { hospitalisationNotice } from './hospitalisation-notice.ts'
import { informationReport } from './information-report.ts'
import { memo } from './memo.ts'
import { replacementAct } from './replacement-act.ts'
import { returnToBody } from './return-to-body.ts'

export const composers: { readonly [Kind in DocumentKind]: Composer<Kind> } = {
  'adoption-notice': adoptionNotice,
  'return-to-body': returnToBody,
  'equipment-decision': equipmentDecision,
  'handover-act': handoverAct,
  memo,
  'explanation-record': explanationRecord,
  'hospitalisation-notice': hospitalisationNotice,
  'replacement-act': replacementAct,
  'damage-act': damageAct,
  'information-report': informationReport,
  'closing-act': closingAct,
}
