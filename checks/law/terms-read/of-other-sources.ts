import type { TermRead } from './term-read.ts'

const prosecutor = 'Duty of prosecutors, in an instruction repealed in 2021.'

/** The second report to the Committee on Enforced Disappearances, for what it tells of laws that were not at hand; Instruction 104. */
export const termsOfOtherSources: readonly TermRead[] = [
  [
    'CED 59',
    'State bodies answer the Commissioner’s reports within three months.',
    'Starts and ends outside of an order: no device, no person.',
  ],
  [
    'CED 122-125',
    'Remand up to two months, extended up to eighteen; extradition twelve months.',
    'Detention is not tracked (1369 §2).',
  ],
  [
    'CED 127-128',
    'Consular notice of arrests within six, then twenty-four hours.',
    'Duty of the investigation and the ministry, on arrest.',
  ],
  ['CED 199', 'Refugee applications are recorded within two days.', 'Not about tracking.'],
  ['CED 204', 'The prosecutor is told of an arrest within twelve hours.', 'Duty of the investigation, on arrest.'],
  ['CED 207', 'A foreigner’s representation is told within two working days of the arrival.'],
  [
    'CED 215-217',
    'Custody without a court at most 24, 48 or 72 hours, to the minute.',
    'Custody is not tracked. That hours count from the minute is how we count hours, too.',
  ],
  ['CED 271', 'Cards of persons who entered custody within five working days.', 'Duty of remand centres.'],
  ['CED 273', 'Changes of the register go to special records within five working days.'],
  ['CED 296', 'The same of releases and deaths of convicted prisoners.', 'Closing an order changes the register: CED 273 runs.'],
  [
    'CED 299',
    'Terms are checked twice a year, files once.',
    'Of institutions; for orders a matter of oversight by analogy, with no person and no order to start it.',
  ],
  [
    'CED 301',
    'Data are cross-checked by the third of each month; discrepancies end within five working days.',
    'Between agencies, over no single order: reports of oversight.',
  ],
  ['CED 339', 'Declared dead after three years, or six months.', 'For a court, over missing people.'],
  [
    'Instruction 104 §11(3)-(4)',
    'Emergencies are told upwards within one hour, fully within three; single facts within twenty-four.',
    prosecutor,
  ],
  ['Instruction 104 §12-13', 'Checks within 24 or 48 hours, monthly and quarterly reports.', prosecutor],
  [
    'Criminal Procedure Code, on the counting of terms',
    'Not at hand. A newspaper of Zhezkazgan tells that the hour and the day with which a term begins do not count, but for custody, house arrest and stays in hospital.',
    'See open question 36: hours are counted from the minute of the event, days from the next day.',
  ],
  [
    'Law on administrative supervision',
    'Not at hand.',
    'The court act names beginning and length (open question in PEC 172(4)).',
  ],
  [
    'Labour Code 84-85, Law on Holidays 3-5',
    'Not at hand: which days are off.',
    'The calendar (`packages/law/src/holidays.ts`), not a deadline.',
  ],
]
