/** A provision in force in a period; texts are our own paraphrase. */
export interface Provision {
  /** `1369 §8(3)`, `PEC 66(1)(3)`: act, article, part, subparagraph. */
  readonly citation: string
  readonly paraphrase: string
  /** First day of force (Kazakhstan), ISO date; `until` is the first day without force. */
  readonly from: string
  readonly until?: string
  /** Which date decides whether it applies. */
  readonly governs: 'decision' | 'event' | 'execution'
  /** The day a person last compared the paraphrase with the text. */
  readonly checkedOn: string
  /** The assumption made where the text is unclear; for a lawyer to confirm. */
  readonly needsLawyer?: string
}

/** The dates, in Kazakhstan, by which a provision applies or does not: `2026-11-22`. */
export interface GoverningDates {
  /** When the decision or court act was taken. */
  readonly decidedOn: string
  /** The day of the event or of the execution that is judged. */
  readonly on: string
}

/** Half-open: on the day `until` the provision no longer holds. */
export function isInForce(provision: Provision, { decidedOn, on }: GoverningDates): boolean {
  const date = provision.governs === 'decision' ? decidedOn : on
  return provision.from <= date && (provision.until === undefined || date < provision.until)
}
