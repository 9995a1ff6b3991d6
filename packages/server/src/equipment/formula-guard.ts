/** What a spreadsheet takes for the beginning of a formula, in its narrow and its wide form; apostrophes before it are our own or were there. */
const formula = /^'*[=+\-@＝＋－＠\t\r\n]/

/** Text that a spreadsheet shows and does not compute. Whoever named a piece `=HYPERLINK(…)` reaches nobody's computer by it. */
export function withGuard(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** As it was before `withGuard`. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text
}
