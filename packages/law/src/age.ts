/** Under eighteen on this day; both dates in Kazakhstan, `2006-12-11`. Whoever was born on 29 February comes of age on 1 March. */
export function isMinorOn(birthOn: string, on: string): boolean {
  return `${String(Number(on.slice(0, 4)) - 18).padStart(4, '0')}${on.slice(4)}` < birthOn
}
