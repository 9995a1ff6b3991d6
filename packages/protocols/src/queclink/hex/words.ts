/** Message types of `+RSP` by the papers of the GV300CAN and GV200; the words are those of the text form. */
const reportWords: Readonly<Record<number, string>> = {
  1: 'TOW',
  3: 'LBC',
  4: 'EPS',
  5: 'DIS',
  6: 'IOB',
  7: 'FRI',
  8: 'GEO',
  9: 'SPD',
  10: 'SOS',
  11: 'RTL',
  12: 'DOG',
  15: 'HBM',
  16: 'IGL',
  17: 'IDA',
  18: 'ERI',
}

/** Message types of `+EVT` on which papers and recorded frames agree. */
const eventWords: Readonly<Record<number, string>> = {
  6: 'BPL',
  9: 'STT',
  13: 'IGN',
  14: 'IGF',
  15: 'UPD',
  17: 'IDF',
  21: 'GSS',
  23: 'CRA',
  25: 'DOS',
  26: 'GES',
  31: 'GPJ',
  32: 'RMD',
  33: 'JDS',
  45: 'VGN',
  46: 'VGF',
  50: 'VGN',
  51: 'VGF',
}

/** 34 and 35 changed places between models: the bytes that only this type has tell which it is. */
export function eventWordOf(type: number, insertBytes: number): string | undefined {
  if (type === 34) return insertBytes === 1 ? 'JDS' : 'UPC'
  if (type === 35) return insertBytes === 1 ? 'RMD' : 'UPC'
  return eventWords[type]
}

export function reportWordOf(type: number): string | undefined {
  return reportWords[type]
}

/** Message types of `+ACK`: the command that is acknowledged. */
export const commandWords: Readonly<Record<number, string>> = {
  0: 'BSI',
  1: 'SRI',
  2: 'QSS',
  4: 'CFG',
  5: 'TOW',
  6: 'EPS',
  7: 'DIS',
  8: 'OUT',
  9: 'IOB',
  10: 'TMA',
  11: 'FRI',
  12: 'GEO',
  13: 'SPD',
  14: 'SOS',
  16: 'RTO',
}
