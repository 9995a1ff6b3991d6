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
  /** One fix says at most so much for either side, in log-odds. */
  readonly mostEvidence: number
  /**
   * Errors that last, as of reflections indoors or of a tower's own place: each so many metres farther off makes a lasting error
   * of that size e times rarer. However many fixes agree, they say no more than how rare such an error is.
   */
  readonly biasMetres: number
}

const gnss: ErrorModel = {
  kind: 'precise',
  stretch: 1.2,
  leastSigmaMetres: 8,
  unstatedSigmaMetres: 20,
  tailShare: 0.01,
  tailMetres: 40,
  memoryMs: minute,
  mostEvidence: 5,
  biasMetres: 60,
}

const network: ErrorModel = {
  kind: 'network',
  stretch: 1,
  leastSigmaMetres: 150,
  unstatedSigmaMetres: 1_000,
  tailShare: 0.02,
  tailMetres: 350,
  memoryMs: 4 * minute,
  mostEvidence: 5,
  biasMetres: 120,
}

/** The device does not say: trusted like GNSS with a wide margin. */
const unsaid: ErrorModel = {
  ...gnss,
  stretch: 2,
  leastSigmaMetres: 25,
  unstatedSigmaMetres: 50,
  tailShare: 0.05,
  tailMetres: 150,
  memoryMs: 90 * second,
  mostEvidence: 4.5,
  biasMetres: 90,
}

export const errorModels: Readonly<Record<FixSource, ErrorModel>> = {
  gnss,
  unknown: unsaid,
  rf: network,
  wifi: network,
  cell: network,
}
