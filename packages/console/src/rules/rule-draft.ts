import {
  type LeaveKind,
  type Rule,
  type RuleKind,
  type TerritoryLevel,
  type Zone,
  maxDistanceMetres,
  minDistanceMetres,
} from '@bilezik/domain'
import { type ScheduleDraft, draftOfSchedule, scheduleOfDraft } from '../schedules/schedule-draft.ts'

interface Common {
  /** What it is known by while it is edited: of a rule that is varied its lineage. */
  readonly key: string
  /** The obligation as the decision words it. */
  readonly obligation: string
}

/** One obligation as its form holds it: numbers as typed, a zone that may still be missing. Survives JSON. */
export type RuleDraft = Common &
  (
    | {
        readonly kind: 'curfew'
        readonly zone: Zone | null
        readonly schedule: ScheduleDraft
        readonly arrivalGraceMinutes: string
        readonly departureGraceMinutes: string
      }
    | {
        readonly kind: 'exclusion'
        readonly zone: Zone | null
        readonly schedule: ScheduleDraft
        readonly approachMetres: string
      }
    | {
        readonly kind: 'territory'
        readonly zone: Zone | null
        readonly level: TerritoryLevel
        readonly leave: LeaveKind
        readonly returnGraceMinutes: string
      }
    | { readonly kind: 'distance'; readonly metres: string; readonly places: readonly Zone[] }
    | { readonly kind: 'device-care'; readonly lowBatteryPercent: string }
    | { readonly kind: 'contact'; readonly everyMinutes: string }
  )

/** The numbers that a form of each kind asks for, with their range. */
export const numberRanges = {
  arrivalGraceMinutes: { least: 0, most: 60 },
  departureGraceMinutes: { least: 0, most: 60 },
  returnGraceMinutes: { least: 0, most: 1_440 },
  approachMetres: { least: 0, most: 10_000 },
  metres: { least: minDistanceMetres, most: maxDistanceMetres },
  lowBatteryPercent: { least: 1, most: 90 },
  everyMinutes: { least: 1, most: 1_440 },
} as const
export type NumberName = keyof typeof numberRanges

const minuteMs = 60_000
const night: ScheduleDraft = draftOfSchedule({ windows: [{ days: [1, 2, 3, 4, 5, 6, 7], startMinute: 1_320, endMinute: 360 }] })
const always: ScheduleDraft = draftOfSchedule({ windows: [{ days: [1, 2, 3, 4, 5, 6, 7], startMinute: 0, endMinute: 1_440 }] })

export const ruleKinds: readonly RuleKind[] = ['curfew', 'exclusion', 'territory', 'distance', 'device-care', 'contact']

/** What a service usually starts from; a policy, each to be changed. */
export function blankRule(kind: RuleKind, key: string, zone: Zone | null = null): RuleDraft {
  const common = { key, obligation: '' }
  switch (kind) {
    case 'curfew':
      return { ...common, kind, zone, schedule: night, arrivalGraceMinutes: '5', departureGraceMinutes: '5' }
    case 'exclusion':
      return { ...common, kind, zone, schedule: always, approachMetres: '0' }
    case 'territory':
      return { ...common, kind, zone, level: 'administrative-unit', leave: 'notice', returnGraceMinutes: '0' }
    case 'distance':
      return { ...common, kind, metres: '200', places: [] }
    case 'device-care':
      return { ...common, kind, lowBatteryPercent: '20' }
    case 'contact':
      return { ...common, kind, everyMinutes: '30' }
    default:
      return kind satisfies never
  }
}

const minutesOf = (ms: number) => String(ms / minuteMs)

/** A rule that stands already, to be varied. */
export function draftOfRule(rule: Rule, key: string, obligation = ''): RuleDraft {
  const common = { key, obligation }
  switch (rule.kind) {
    case 'curfew': {
      const { kind, zone, schedule, arrivalGraceMs, departureGraceMs } = rule
      const graces = { arrivalGraceMinutes: minutesOf(arrivalGraceMs), departureGraceMinutes: minutesOf(departureGraceMs) }
      return { ...common, kind, zone, schedule: draftOfSchedule(schedule), ...graces }
    }
    case 'exclusion': {
      const { kind, zone, schedule, approachMetres } = rule
      return { ...common, kind, zone, schedule: draftOfSchedule(schedule), approachMetres: String(approachMetres) }
    }
    case 'territory': {
      const { kind, zone, level, leave, returnGraceMs } = rule
      return { ...common, kind, zone, level, leave, returnGraceMinutes: minutesOf(returnGraceMs) }
    }
    case 'distance':
      return { ...common, kind: rule.kind, metres: String(rule.metres), places: rule.places }
    case 'device-care':
      return { ...common, kind: rule.kind, lowBatteryPercent: String(rule.lowBatteryPercent) }
    case 'contact':
      return { ...common, kind: rule.kind, everyMinutes: minutesOf(rule.everyMs) }
    default:
      return rule satisfies never
  }
}

export type RuleProblem = 'no-zone' | 'no-schedule' | 'no-place' | NumberName

/** Undefined: not a number of this range. Minutes may be broken, for a rule may hold seconds; all else is whole. */
export function numberOf(name: NumberName, text: string): number | undefined {
  const { least, most } = numberRanges[name]
  const plain = text.trim().replace(',', '.')
  const form = name.endsWith('Minutes') ? /^\d{1,5}(\.\d+)?$/ : /^\d{1,5}$/
  const value = form.test(plain) ? Number(plain) : NaN
  return value >= least && value <= most ? value : undefined
}

type Read = { readonly ok: true; readonly rule: Rule } | { readonly ok: false; readonly problems: readonly RuleProblem[] }

/** The rule, or what its form still lacks. */
export function ruleOfDraft(draft: RuleDraft): Read {
  const problems: RuleProblem[] = []
  const number = (name: NumberName, text: string): number => {
    const value = numberOf(name, text)
    if (value === undefined) problems.push(name)
    return value ?? 0
  }
  const ms = (name: NumberName, text: string) => Math.round(number(name, text) * minuteMs)
  const zoneOf = (zone: Zone | null): Zone => {
    if (zone === null) problems.push('no-zone')
    return zone as Zone
  }
  const scheduleOf = (schedule: ScheduleDraft) => {
    const read = scheduleOfDraft(schedule)
    if (!read.ok) problems.push('no-schedule')
    return read.ok ? read.schedule : { windows: [] }
  }
  const built = (): Rule => {
    switch (draft.kind) {
      case 'curfew':
        return {
          kind: draft.kind,
          zone: zoneOf(draft.zone),
          schedule: scheduleOf(draft.schedule),
          arrivalGraceMs: ms('arrivalGraceMinutes', draft.arrivalGraceMinutes),
          departureGraceMs: ms('departureGraceMinutes', draft.departureGraceMinutes),
        }
      case 'exclusion':
        return {
          kind: draft.kind,
          zone: zoneOf(draft.zone),
          schedule: scheduleOf(draft.schedule),
          approachMetres: number('approachMetres', draft.approachMetres),
        }
      case 'territory':
        return {
          kind: draft.kind,
          zone: zoneOf(draft.zone),
          level: draft.level,
          leave: draft.leave,
          returnGraceMs: ms('returnGraceMinutes', draft.returnGraceMinutes),
        }
      case 'distance':
        return { kind: draft.kind, metres: number('metres', draft.metres), places: draft.places }
      case 'device-care':
        return { kind: draft.kind, lowBatteryPercent: number('lowBatteryPercent', draft.lowBatteryPercent) }
      case 'contact':
        return { kind: draft.kind, everyMs: ms('everyMinutes', draft.everyMinutes) }
      default:
        return draft satisfies never
    }
  }
  const rule = built()
  return problems.length > 0 ? { ok: false, problems } : { ok: true, rule }
}

/** All of them; undefined while any form lacks something, or there is none. */
export function rulesOfDrafts(drafts: readonly RuleDraft[]): Rule[] | undefined {
  const read = drafts.map(ruleOfDraft)
  const rules = read.flatMap((one) => (one.ok ? [one.rule] : []))
  return rules.length === drafts.length && rules.length > 0 ? rules : undefined
}
