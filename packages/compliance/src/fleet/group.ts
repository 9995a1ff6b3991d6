/** What a device has in common with others; what is not known is absent. */
export interface FleetAttributes {
  /** The mobile network: `401-01` (country and network code), else the issuer of the SIM: `iccid 8997701`. */
  readonly network?: string
  readonly model?: string
  readonly firmware?: string
  /** Where it speaks to us. */
  readonly gateway?: string
  /** The organisation that executes the order, and those above it; innermost first. */
  readonly regions: readonly string[]
}

/** In the order in which one is preferred where several explain a silence equally well: the narrower cause that is repaired by others first. */
export const groupKinds = ['network', 'network-in-region', 'firmware', 'model', 'region', 'gateway'] as const
export type GroupKind = (typeof groupKinds)[number]

export interface Group {
  readonly kind: GroupKind
  /** `401-01`; for a network in a region and a firmware of a model both, the wider first. */
  readonly values: readonly string[]
}

/** Every group of which the device is a part. */
export function groupsOf({ network, model, firmware, gateway, regions }: FleetAttributes): Group[] {
  const groups: Group[] = []
  const add = (kind: GroupKind, ...values: string[]) => groups.push({ kind, values })
  if (network !== undefined) add('network', network)
  if (model !== undefined) add('model', model)
  if (model !== undefined && firmware !== undefined) add('firmware', model, firmware)
  if (gateway !== undefined) add('gateway', gateway)
  for (const region of regions) {
    add('region', region)
    if (network !== undefined) add('network-in-region', network, region)
  }
  return groups
}

export function groupKey({ kind, values }: Group): string {
  return [kind, ...values].join('|')
}

/** A fault of devices, or of what lies between them and us. */
export function becauseOf({ kind }: Group): 'network' | 'device-fault' {
  return kind === 'model' || kind === 'firmware' ? 'device-fault' : 'network'
}
