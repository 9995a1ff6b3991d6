/** Every paper that can be drawn up on an order. */
export const documentKinds = [
  'adoption-notice',
  'return-to-body',
  'equipment-decision',
  'handover-act',
  'memo',
  'explanation-record',
  'hospitalisation-notice',
  'replacement-act',
  'damage-act',
  'information-report',
  'closing-act',
] as const
export type DocumentKind = (typeof documentKinds)[number]

/** `draft`: no number yet, and nobody is bound by it. `replaced`: another that names it stands in its place. */
export const documentStates = ['draft', 'issued', 'signed', 'replaced'] as const
export type DocumentState = (typeof documentStates)[number]

/** In which capacity somebody signs, or was present. */
export const signatoryRoles = [
  'head',
  'employee',
  'handing-over',
  'receiving',
  'person',
  'legal-representative',
  'guardianship-authority',
  'defender',
  'interpreter',
  'body-official',
  'health-worker',
  'witness',
] as const
export type SignatoryRole = (typeof signatoryRoles)[number]

/** Where somebody stands in the proceedings: 1369 §1 for the first three; a verdict in force for the last. */
export const standings = ['suspect', 'accused', 'defendant', 'convicted'] as const
export type Standing = (typeof standings)[number]

/** Purpose, need and consequences are the body's to explain (1369 §4), safety and operation the subdivision's (§7(3)). */
export const explanationTopics = ['purpose', 'need', 'consequences', 'safety', 'operation', 'rights'] as const
export type ExplanationTopic = (typeof explanationTopics)[number]
