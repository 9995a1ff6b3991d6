/**
 * What staff may ask a device for over its own connection. `sound` only where concealment of the device is not required:
 * 1369 §13.
 */
export type DeviceCommand =
  | { readonly kind: 'locate' }
  | { readonly kind: 'interval'; readonly seconds: number }
  | { readonly kind: 'vibrate'; readonly seconds: number }
  | { readonly kind: 'sound'; readonly seconds: number }
  | { readonly kind: 'restart' }

export type DeviceCommandKind = DeviceCommand['kind']
export const deviceCommandKinds = [
  'locate',
  'interval',
  'vibrate',
  'sound',
  'restart',
] as const satisfies readonly DeviceCommandKind[]
