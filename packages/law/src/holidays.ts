import type { Provision } from './provision.ts'

const notAtHand =
  'The text was not at hand: the rule is told as the labour ministry’s public calendars and answers apply it. To be compared with the text.'
const known = { from: '2024-01-01', governs: 'event', checkedOn: '2026-11-22' } as const

/** What makes a day a day off. */
export const calendarProvisions = {
  weekend: {
    ...known,
    citation: 'Labour Code 84(1)-(2)',
    paraphrase: 'Who works a week of five days has two days off in it, Saturday and Sunday.',
    needsLawyer: `${notAtHand} We assume that “days off” in a decision means those of the five-day week.`,
  },
  publicHoliday: {
    ...known,
    citation: 'Law on Holidays 3-4',
    paraphrase: 'National and state holidays are days off.',
    needsLawyer: notAtHand,
  },
  nextWorkingDay: {
    ...known,
    citation: 'Law on Holidays 5',
    paraphrase: 'Where a holiday falls on a day off, the next working day after it is a day off, too.',
    needsLawyer: notAtHand,
  },
  religious: {
    ...known,
    citation: 'Labour Code 84(5)',
    paraphrase: '7 January and the first day of Kurban Ait are days off; on a weekend they move no other day.',
    needsLawyer: notAtHand,
  },
  moved: {
    ...known,
    citation: 'Labour Code 85(3)',
    paraphrase: 'A day off may be moved to another day by an order, to use working time well around holidays.',
    needsLawyer: `${notAtHand} We assume that no day was moved but by the orders listed here.`,
  },
} as const satisfies Record<string, Provision>

/** A holiday of the same day every year; in force half-open by dates. */
export interface Holiday {
  readonly name: string
  /** `12-16`. */
  readonly on: string
  readonly from?: string
  readonly until?: string
  /** On a weekend the next working day is off instead; the religious ones move nothing. */
  readonly moves: boolean
}

export const holidays: readonly Holiday[] = [
  { name: 'New Year', on: '01-01', moves: true },
  { name: 'New Year', on: '01-02', moves: true },
  { name: 'Orthodox Christmas', on: '01-07', moves: false },
  { name: 'Women’s Day', on: '03-08', moves: true },
  // The day of the referendum of 2026 on the new Constitution: first kept in 2027.
  { name: 'Constitution Day', on: '03-15', from: '2027-01-01', moves: true },
  { name: 'Nauryz', on: '03-21', moves: true },
  { name: 'Nauryz', on: '03-22', moves: true },
  { name: 'Nauryz', on: '03-23', moves: true },
  { name: 'Unity Day', on: '05-01', moves: true },
  { name: 'Defender’s Day', on: '05-07', moves: true },
  { name: 'Victory Day', on: '05-09', moves: true },
  { name: 'Capital Day', on: '07-06', moves: true },
  { name: 'Constitution Day', on: '08-30', until: '2026-01-01', moves: true },
  { name: 'Republic Day', on: '10-25', moves: true },
  { name: 'Independence Day', on: '12-16', moves: true },
]

export interface KurbanAit {
  readonly on: string
  readonly needsLawyer?: string
}

/** The first day of Kurban Ait, which the Spiritual Administration of Muslims announces for each year, and may shift by a day. */
export const kurbanAit: readonly KurbanAit[] = [
  { on: '2024-06-16' },
  { on: '2025-06-06' },
  { on: '2026-05-27' },
  { on: '2027-05-16', needsLawyer: 'Computed, not announced yet: it may be a day earlier or later.' },
]

/** Days off that an order moved: `from` becomes a working day, `to` a day off. To be added to when an order is published. */
export interface MovedDay {
  readonly from: string
  readonly to: string
  readonly order: string
}

export const movedDays: readonly MovedDay[] = [
  { from: '2024-05-04', to: '2024-05-08', order: 'Minister of Labour, 17 April 2024' },
  { from: '2025-01-05', to: '2025-01-03', order: 'Minister of Labour, 21 November 2024, No 436' },
]
