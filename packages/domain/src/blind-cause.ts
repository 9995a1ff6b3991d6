/**
 * Why nothing valid is known in a time.
 * `not-yet`: the watch has begun and nothing has come in; `no-fix`: the device speaks but gives no usable position;
 * `no-contact`: the device is silent; `battery-empty`: silent after a battery that was all but empty;
 * `server`: our own outage, which is never counted against anyone; `uncertain`: fixes come but cannot decide;
 * `shielded`, `jammed`: silent or without a fix after the device found its reception so; `device-fault`: the device says that it is
 * out of order, or its whole model is; `network`: contact with many devices of one network was lost together.
 */
export const blindCauses = [
  'not-yet',
  'no-fix',
  'no-contact',
  'battery-empty',
  'server',
  'uncertain',
  'shielded',
  'jammed',
  'device-fault',
  'network',
] as const
export type BlindCause = (typeof blindCauses)[number]
