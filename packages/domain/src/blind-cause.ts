/**
 * Why nothing valid is known in a time.
 * `not-yet`: the watch has begun and nothing has come in; `no-fix`: the device speaks but gives no usable position;
 * `no-contact`: the device is silent; `battery-empty`: silent after a battery that was all but empty;
 * `server`: our own outage, which is never counted against anyone; `uncertain`: fixes come but cannot decide.
 */
export type BlindCause = 'not-yet' | 'no-fix' | 'no-contact' | 'battery-empty' | 'server' | 'uncertain'
export const blindCauses = [
  'not-yet',
  'no-fix',
  'no-contact',
  'battery-empty',
  'server',
  'uncertain',
] as const satisfies readonly BlindCause[]
