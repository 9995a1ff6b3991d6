import type { TermRead } from './term-read.ts'

const noTerm = 'No term: it names no time.'
const institution = 'Duty of an institution that holds people: none of ours wears a device there.'
const employer =
  'Duty of the employer or of a body that grants permissions, under a punishment that knows no device: its beginning is not told to us.'
const counting = 'A window to count repeated breaches in, for the officer who finds the violation: nothing is due at its end.'

/** Penal Execution Code 1, 2, 6, 8-12, 14-16, 18-31. */
export const termsOfGeneralPart: readonly TermRead[] = [
  [
    'PEC 1, 2, 6, 8, 9, 10',
    'Legislation, ground of execution, participation, rights.',
    `${noTerm} PEC 2(2) says which law governs; PEC 10(2) opens the way to the consulate, its time is CED 207.`,
  ],
  [
    'PEC 11(1)(5)',
    'Nobody leaves the Republic until the sentence, the control or the deferral is over.',
    'Lasts as long as the control itself: a condition, no deadline.',
  ],
  ['PEC 12(1)', 'Staff act at once on a threat to a convicted person.'],
  [
    'PEC 12(2)-(4)',
    'Transfer to a safe place, up to thirty days; a deputy’s decision holds at most twenty-four hours.',
    institution,
  ],
  ['PEC 14(2)', 'The prosecutor empties the boxes for complaints once a week.', 'Duty of the prosecutor.'],
  ['PEC 14(3)', 'Complaints of persons under arrest or deprivation of freedom go on within a day.', institution],
  ['PEC 14(8)', 'Whoever complained is told of the decision.', noTerm],
  ['PEC 15, 16, 18', 'Competence of the government, the authorised body, local bodies.', noTerm],
  ['PEC 19(2)', 'The court sets how long probation control lasts.', 'The term of the order (`termOf`), by the court act.'],
  ['PEC 20(3)(1)', 'When a minor who was searched for is found, the parents are called at once.'],
  ['PEC 20(3)(2)', 'Every quarter the housing of a minor is looked at, with an act.'],
  ['PEC 21(2)(1)', 'The person appears to be recorded within ten days of the act coming into force.'],
  ['PEC 21(2)(4)', 'Change of work or residence is told in writing.', noTerm],
  ['PEC 22', 'Powers of the probation service.', noTerm],
  ['PEC 23', 'After a written warning a submission to the court.', noTerm],
  ['PEC 24, 26, 28-31', 'Who executes what; control and supervision.', noTerm],
  ['PEC 25', 'A relative or representative is told within two working days of the arrival.'],
  ['PEC 27(3)', 'The court is told within two working days of the beginning and place of serving.'],
]

/** Penal Execution Code 50-76. */
export const termsOfPunishments: readonly TermRead[] = [
  [
    'PEC 50(1)',
    'A fine is paid within a month of the verdict coming into force.',
    'Duty of the person towards the bodies of justice (PEC 24(1)): not ours to watch.',
  ],
  ['PEC 50(2)-(3)', 'Deferral or instalments of a fine, up to six months, by the last day of each month.', 'As PEC 50(1).'],
  ['PEC 51(1)', 'A fine not paid within the month is evasion.', 'As PEC 50(1).'],
  ['PEC 52(2)', 'Correctional works begin within fifteen days of the court’s order reaching the service.'],
  ['PEC 52(1), 52(3)-(4)', 'Part of the wage is withheld every month.', employer],
  ['PEC 53(1)(2)', 'The person comes once a month for a preventive talk.'],
  ['PEC 54(2)', 'After three months without work the service goes to the court.'],
  ['PEC 54(3)(1)', 'Repeated within a year: evasion.', counting],
  ['PEC 54(4)', 'More than fifteen days without a known location: evasion.'],
  ['PEC 55(4)', 'The service talks with the person once a month.', 'The same appearance as PEC 53(1)(2), seen from the service.'],
  ['PEC 56(1)(1)-(2)', 'The employer sends papers every month, and tells of evasion within three working days.', employer],
  ['PEC 57(2)', 'Public works begin within ten days of the court’s order reaching the service.'],
  [
    'PEC 58(2)-(3)',
    'Four hours a day; eight a day and forty a week without work or study.',
    'A bound of hours worked, no deadline.',
  ],
  ['PEC 59(4)', 'The person comes once a month for registration and a preventive talk.'],
  ['PEC 60(3)(1)', 'Absent from the works more than twice within a month: evasion.', counting],
  ['PEC 60(4)', 'More than fifteen days without a known location: evasion.'],
  ['PEC 61(4)', 'The service talks with the person once a month.', 'The same appearance as PEC 59(4).'],
  [
    'PEC 62(1)(1)-(2)',
    'Local bodies tell at once of the verdict received, and send time sheets by the last day of the month.',
    'Duty of local executive bodies, under a punishment that knows no device.',
  ],
  [
    'PEC 64',
    'Restriction of freedom counts from the receipt of the verdict.',
    'The term of the order (`termOf`): the day of receipt is its first.',
  ],
  [
    'PEC 65(1)-(2)',
    'The person arrives at the time the institution prescribed; if not, initial search.',
    'The prescription names the time: a missed appearance is recorded, and starts the fifteen days of PEC 67(3).',
  ],
  [
    'PEC 66(1)(6)',
    'Appearance on the days set.',
    'The service sets the days: a missed one starts the fifteen days of PEC 67(3).',
  ],
  ['PEC 67(2)(1)', 'Repeated within a year: a gross violation.', counting],
  ['PEC 67(3)', 'More than fifteen days without a known location: hiding.'],
  ['PEC 68, 69', 'Warning; recording; papers to the court.', noTerm],
  ['PEC 70', 'Deportation.', noTerm],
  ['PEC 71(4)', 'The official who gave a rank reports to the court within a month.', 'Duty of that official.'],
  ['PEC 72(6)', 'More than fifteen days without a known location: evasion.'],
  ['PEC 73', 'From when a ban on positions counts.', 'A punishment that knows no device has no order, and no term of ours.'],
  ['PEC 74', 'The person reports changes and comes when called.', noTerm],
  ['PEC 75(3)(1), 75(3)(3)', 'The employer dismisses, and tells of a changed contract, within three working days.', employer],
  ['PEC 76(2)', 'The permission is withdrawn within three working days.', employer],
]

/** Penal Execution Code 161-176. */
export const termsOfRelease: readonly TermRead[] = [
  ['PEC 161(2), 165(8)', 'A copy of the verdict goes to the service a month before the release.', institution],
  ['PEC 161(3), 165(9)', 'With a ban still to be served the person appears within five days of arriving.'],
  ['PEC 162(1)', 'The person is told within five days that the right to early release has arisen.'],
  ['PEC 162(9)', 'A petition goes on to the court within ten days, with notice to the prosecutor.'],
  [
    'PEC 162(10)',
    'After a refusal no new petition before six months are over.',
    'Bars a petition, and makes nothing due: the officer who forwards it judges.',
  ],
  [
    'PEC 163(1)-(2)',
    'Deferral up to five years, up to the child’s fourteenth year.',
    'For the court to set; deferral knows no device.',
  ],
  ['PEC 163(5)', 'The person appears within five working days of arriving.'],
  ['PEC 163(7)', 'The court act goes to the service on the day of the release.', institution],
  ['PEC 163(8)', 'Recorded, and papers asked for, within three working days of the appearance.'],
  ['PEC 163(9)', 'Not appeared within two weeks of the release: search.'],
  ['PEC 164', 'Warnings and submissions under deferral.', `${noTerm} The end of the deferral is the court’s.`],
  [
    'PEC 165(1)-(2)',
    'The last day of a term; months end on the same number or the last day.',
    'The term of the order (`termOf`, `termDeadlinesOf`). Release on the day before a day off is for arrest and deprivation of freedom alone.',
  ],
  ['PEC 165(4), 166(1), 167(4)', 'Papers, and notices of a release to come, within or before six months.', institution],
  [
    'PEC 165(5)',
    'Early release on the day the papers arrive, next morning after hours.',
    'Moves the end of the term (`earlyReleaseEndsAt`): nothing is due beside it.',
  ],
  ['PEC 165(6)', 'The employer is told on the day the term ends; on other grounds by the next working day after the papers.'],
  ['PEC 168', 'Help of local bodies.', noTerm],
  ['PEC 169(2)', 'Parole is controlled for the rest of the punishment.', 'The term of the order (`termOf`), from the release.'],
  ['PEC 169(4)-(6), 172(5)-(7)', 'After the recording: copies, study of the person, programme.', noTerm],
  ['PEC 169(8)(1)', 'The person registers with internal affairs within five working days of the release.'],
  ['PEC 169(8)(2)', 'The person appears at least once a month.'],
  ['PEC 169(9), 172(3)', 'Initial measures, then search.', noTerm],
  [
    'PEC 170(2)',
    'Reports on the health of the released every quarter, at once of recovery or death.',
    'Duty of the health institution towards the institution.',
  ],
  ['PEC 171', 'On whom supervision is established.', noTerm],
  ['PEC 172(1), 173(2)', 'Submissions at least a month before the end of the punishment.', institution],
  ['PEC 172(9)', 'The person appears at least once a month.'],
  [
    'PEC 174(1)(2), 174(4)',
    'The conditionally sentenced appear twice a month, in a village once, on days the service sets.',
    'The service sets the days: a missed one starts the fifteen days of PEC 176(3). Half a month from the last appearance would ask for more than the text.',
  ],
  [
    'PEC 175(1)-(3)',
    'From when control counts, how it rests and goes on.',
    'The term of the order (`termOf`): the day of recording is its first, days of rest are added.',
  ],
  [
    'PEC 176(1)-(2)',
    'Prolongation up to a year, of minors up to six months, or a year.',
    'A bound that is warned of (`prolongation-too-long`).',
  ],
  ['PEC 176(3)', 'More than fifteen days without a known location: evasion.'],
]
