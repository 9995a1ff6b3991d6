/**
 * Report words (the three letters after `GT`) that are told as an alarm, by their meaning in the papers. The word itself is the
 * `alarmCode`; what its type digit means differs by model and is told raw as `alarmType`.
 */
export const alarmNames: Readonly<Record<string, string>> = {
  ANT: 'antenna',
  BAA: 'accessory',
  BPL: 'low-battery',
  CRA: 'crash',
  DAR: 'driver',
  DIS: 'digital-input',
  DOG: 'watchdog-restart',
  EPF: 'power-cut',
  EPN: 'power-restored',
  EPS: 'external-voltage',
  FLA: 'fuel',
  GEO: 'fence',
  GES: 'parking-fence',
  GIN: 'fence-entered',
  GOT: 'fence-left',
  GPJ: 'gnss-jamming',
  GSS: 'gnss-signal',
  HBM: 'harsh-driving',
  IDL: 'idling',
  IDN: 'idling',
  IOB: 'bound-inputs',
  JDR: 'jamming',
  JDS: 'jamming',
  LBC: 'call',
  LSA: 'light',
  LSW: 'light-switch',
  MPF: 'power-cut',
  MPN: 'power-restored',
  PFA: 'switched-off',
  PNA: 'switched-on',
  RMD: 'roaming',
  SOS: 'sos',
  SPD: 'over-speed',
  SWG: 'fence-switched',
  TEM: 'temperature',
  TMP: 'temperature',
  TOW: 'tow',
  TSW: 'touch-switch',
}

/** Words that say that something happened which is no alarm. */
export const eventWords: ReadonlySet<string> = new Set(
  'BID BTC CTN GCR IDA IDF IGF IGL IGN NMR PNL STC STP STR STT VGF VGL VGN'.split(' '),
)

/** Reports that hold a position block by the papers: without coordinates in it, the device looked and found no place. */
export const placedWords: ReadonlySet<string> = new Set([
  ...Object.keys(alarmNames).filter((word) => !['PNA', 'PFA'].includes(word)),
  ...eventWords,
  'ERI',
  'FRI',
  'RTL',
])

/** `<ID, type>` or one hexadecimal byte of both stands before the number of positions in these reports. */
export const numberedWords: ReadonlySet<string> = new Set(
  'DIS DOG EPS ERI FRI GEO GES GIN GOT HBM IGL IOB LSA NMR PNL RTL SOS SPD TOW VGL'.split(' '),
)

const harshNames = ['braking', 'acceleration', 'cornering', 'braking-cornering', 'acceleration-cornering']

/** `harsh-braking` … by the type digit of a harsh behaviour report. */
export function harshName(type: number): string {
  return `harsh-${harshNames[type] ?? 'driving'}`
}
