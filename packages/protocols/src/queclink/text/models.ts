/**
 * How a family of models lays out its reports, as far as it matters here. `gl`: personal and asset trackers with `ID, type` as two
 * fields and the battery before the send time; `gl5`: GL50, GL500, GL520 and GL530 with signal, mode and temperature; `gt`: GT500
 * and GT501 with a signal; `vin`: models of the OBD plug, which put the vehicle's number before the device name; `vehicle`: the rest.
 */
export type Family = 'gl' | 'gl5' | 'gt' | 'vin' | 'vehicle'

/** By the device type that opens the protocol version: two characters, or six where the version has ten. */
const families: Readonly<Record<string, Family>> = {
  '02': 'gl',
  '11': 'gl',
  '1A': 'gl',
  '1F': 'vin',
  '21': 'gl',
  '28': 'gl',
  '2C': 'gl',
  '2D': 'vin',
  '30': 'gl',
  '36': 'vin',
  '40': 'gl5',
  '42': 'gt',
  '44': 'gl5',
  '52': 'gl5',
  '55': 'gl5',
  '56': 'vin',
  '5E': 'vin',
  '66': 'gl5',
  '97': 'gl',
  C3: 'gl',
  DE: 'gl5',
  F5: 'gl',
}

/** A model that nobody listed is read like a vehicle's: by the shape of its fields alone. */
export function familyOf(version: string): Family {
  return families[version.slice(0, version.length > 6 ? 6 : 2)] ?? 'vehicle'
}
