import { type FixSource, minute, second } from '@bilezik/domain'

/** How far positions of one source err, and for how long their errors stay alike. */
export interface ErrorModel {
  /** Errors of `network` sources jump between discrete places; those of `precise` ones wander. */
  readonly kind: 'precise' | 'network'
  /** Stated precision is multiplied by this: what devices call accuracy is rarely one standard deviation. */
  readonly stretch: number
  readonly leastSigmaMetres: number
  /** Taken when the device states no precision. */
  readonly unstatedSigmaMetres: number
  /** Share of fixes that err far beyond the stated precision, and the scale of those errors. */
  readonly tailShare: number
  readonly tailMetres: number
  /** Two fixes this far apart in time share a third of their error. */
  readonly memoryMs: number
}

const gnss: ErrorModel = {
  kind: 'precise',
  stretch: 1.5,
  leastSigmaMetres: 8,
  unstatedSigmaMetres: 20,
  tailShare: 0.01,
  tailMetres: 40,
  memoryMs: 30 * second,
}

const network: ErrorModel = {
  kind: 'network',
  stretch: 1,
  leastSigmaMetres: 150,
  unstatedSigmaMetres: 1_000,
  tailShare: 0.1,
  tailMetres: 500,
  memoryMs: 10 * minute,
}

/** The device does not say: trusted like GNSS with a wide margin. */
const unsaid: ErrorModel = {
  ...gnss,
  stretch: 2,
  leastSigmaMetres: 25,
  unstatedSigmaMetres: 50,
  tailShare: 0.03,
  tailMetres: 150,
}

export const errorModels: Readonly<Record<FixSource, ErrorModel>> = {
  gnss,
  unknown: unsaid,
  rf: network,
  wifi: network,
  cell: network,
}
