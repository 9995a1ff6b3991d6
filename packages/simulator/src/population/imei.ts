/** The Luhn digit that makes the fifteenth of an IMEI. */
export function luhnDigit(digits: string): number {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 0 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return (10 - (sum % 10)) % 10
}

/** Type allocation codes that begin with 00 belong to test equipment (3GPP TS 23.003): no real device answers to these. */
export function syntheticImei(seed: number, index: number): string {
  const head = `00${String(1_0000 + (seed % 1_0000)).padStart(6, '0')}${String(index).padStart(6, '0')}`
  return `${head}${luhnDigit(head)}`
}
