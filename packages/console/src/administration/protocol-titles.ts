import { type ProtocolName } from '@bilezik/domain'

const titles: Readonly<Partial<Record<ProtocolName, string>>> = {
  gt06: 'GT06',
  osmand: 'OsmAnd',
  teltonika: 'Teltonika',
  owntracks: 'OwnTracks',
  watch: 'Watch',
  megastek: 'Megastek',
  r16h: 'R16H',
  bilezik: 'Bilezik',
  jt808: 'JT/T 808',
  queclink: 'Queclink',
}

/** As makers and applications write it, the same in every language; a protocol that nobody has named here goes by its short name. */
export function protocolTitle(protocol: ProtocolName): string {
  return titles[protocol] ?? protocol
}
