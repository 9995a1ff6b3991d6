/** Role of a device in the kit: only a worn one witnesses the person. */
export type DeviceRole = 'worn' | 'carried' | 'fixed'
export const deviceRoles = ['worn', 'carried', 'fixed'] as const satisfies readonly DeviceRole[]

/** Wire formats that the gateway speaks: a line here and a folder of this name in `protocols` make a protocol. */
export const protocolNames = [
  'gt06',
  'osmand',
  'teltonika',
  'owntracks',
  'watch',
  'megastek',
  'r16h',
  'bilezik',
  'jt808',
  'queclink',
] as const
export type ProtocolName = (typeof protocolNames)[number]
