import type { Findings } from '../findings.ts'

const oneWireBit = 1 << 1
const temperatureType = '1'
const sixteenth = 0.0625
/** As many as one report lists by the papers, and more. */
const maxSensors = 16

/**
 * Thermometers on the one-wire line (extended report, mask bit 1): identifier, type and a 16-bit two's complement number of
 * sixteenths of a degree each. Type 2 is an iButton, whose number is no temperature.
 */
export function noteSensors(mask: string | undefined, rest: readonly string[], findings: Findings): void {
  if (!/^[0-9A-F]{8}$/i.test(mask ?? '') || (Number.parseInt(mask!, 16) & oneWireBit) === 0) return
  let found = 0
  for (let at = 0; at + 2 < rest.length && found < maxSensors; at++) {
    const [id = '', type, data = ''] = rest.slice(at, at + 3)
    if (!/^[0-9A-F]{16}$/i.test(id) || type !== temperatureType || !/^[0-9A-F]{4}$/i.test(data)) continue
    const raw = Number.parseInt(data, 16)
    found++
    findings.values[found === 1 ? 'temperatureCelsius' : `temperature${found}Celsius`] =
      (raw > 0x7fff ? raw - 0x10000 : raw) * sixteenth
    at += 2
  }
}
