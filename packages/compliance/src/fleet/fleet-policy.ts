import { hour, minute, second } from '@bilezik/domain'

/** When silence of many is taken for an outage. Settings of the service, never of the law. */
export interface FleetPolicy {
  /** Fewer devices of a group than this never make an outage: of five phones that are switched off at night nothing follows. */
  readonly leastDevices: number
  /** Share of the devices of a group of which one can already tell that must be silent. */
  readonly leastShare: number
  /** The probability, at each look, that so many were silent if each fell silent by itself; at most one look in so many errs. */
  readonly falseOutageRate: number
  /** Silences that began within so long of each other can be one loss of contact. */
  readonly togetherMs: number
  /** An outage ends when at most this share of those that it silenced is silent still; well below `leastShare`, so that it does not flicker. */
  readonly endShare: number
  /** After the end, devices get so long to hand over what they kept before their silence counts again. */
  readonly backlogGraceMs: number
  /** A loss is told so far ahead, and told again before that is over: were we to die meanwhile, nobody's clocks would stand for ever. */
  readonly toldAheadMs: number
  /** An outage that lasts longer is for people to judge: from then on each silence is again a silence of its own. */
  readonly longestMs: number
  /** How often, at least, a device is supposed to be silent beyond its rhythm, however well it has behaved so far. */
  readonly leastUsualShare: number
}

/**
 * One look every 5 seconds at some hundred groups is about 10^9 looks a year: at 10^-9 a look about one false outage a year is
 * allowed for, and it excuses silence only, never a reading.
 */
export const defaultFleetPolicy: FleetPolicy = {
  leastDevices: 8,
  leastShare: 0.6,
  falseOutageRate: 1e-9,
  togetherMs: 30 * minute,
  endShare: 0.3,
  backlogGraceMs: 3 * minute,
  toldAheadMs: 15 * minute,
  longestMs: 12 * hour,
  leastUsualShare: 0.02,
}

/** Added to every wait for the next sign of life: networks are slow now and then. */
export const slackMs = 30 * second
