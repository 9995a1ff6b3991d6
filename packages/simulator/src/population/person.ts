import type {
  Circle,
  EquipmentClass,
  Instant,
  Language,
  LatLon,
  Polygon,
  ProtocolName,
  Regime,
  WeeklySchedule,
} from '@bilezik/domain'

/** What simulated bracelets speak. */
export type SimulatedProtocol = Extract<ProtocolName, 'gt06' | 'osmand'>

export type Sex = 'female' | 'male'
export type Town = 'astana' | 'almaty' | 'akkol'
/** The subdivision that executes a person's order: a key, resolved to an organisation when the demo is seeded. */
export type Subdivision = 'astana-1' | 'astana-2' | 'almaty-1' | 'almaty-2' | 'akkol'

/** What happens to this person in the demo. Everything but `stays-home` and `ordinary` happens at an instant of its own. */
export type Story =
  | { readonly kind: 'stays-home' }
  | { readonly kind: 'ordinary' }
  /** Should be home at `dueAt`, is there at `homeAt`. */
  | { readonly kind: 'comes-late'; readonly at: Instant; readonly dueAt: Instant; readonly homeAt: Instant }
  | { readonly kind: 'enters-forbidden'; readonly at: Instant; readonly leavesAt: Instant }
  | { readonly kind: 'cuts-strap'; readonly at: Instant }
  /** Below the limit from `at`, dead from `deadAt`. */
  | { readonly kind: 'battery-dies'; readonly at: Instant; readonly deadAt: Instant }
  /** Nothing is sent from `at` until `backAt`; what was recorded comes then. */
  | { readonly kind: 'goes-silent'; readonly at: Instant; readonly backAt: Instant }
  | { readonly kind: 'sos'; readonly at: Instant }
export type StoryKind = Story['kind']

export interface SimulatedDevice {
  readonly protocol: SimulatedProtocol
  /** An IMEI of the test range, with its Luhn digit. */
  readonly identifier: string
  readonly model: string
  readonly equipmentClass: EquipmentClass
  readonly reportEveryMs: number
  /** What it does with what it stored while out of coverage. */
  readonly backlogOrder: 'oldest-first' | 'newest-first'
  /** Its clock minus the true time. */
  readonly clockOffsetMs: number
}

export interface NamedPlace {
  readonly name: string
  readonly shape: Circle | Polygon
}

export interface SimulatedPerson {
  /** Counts from 0 within its population. */
  readonly index: number
  /** Of this person's noise and habits. */
  readonly seed: number
  readonly familyName: string
  readonly givenName: string
  readonly patronymic: string | null
  readonly sex: Sex
  readonly iin: string
  readonly birthOn: string
  readonly language: Language
  readonly phone: string
  readonly town: Town
  readonly subdivision: Subdivision
  readonly home: LatLon
  readonly homeRadiusMetres: number
  readonly work: LatLon | null
  readonly shop: LatLon
  readonly forbidden: NamedPlace | null
  readonly regime: Regime
  readonly curfew: WeeklySchedule | null
  readonly device: SimulatedDevice
  readonly story: Story
}
