import type { TermRead } from './term-read.ts'

const noTerm = 'No term: it names no time.'

/** Resolution 1369, every paragraph. */
export const termsOf1369: readonly TermRead[] = [
  ['1369 §1-3', 'Who is tracked, and by which subdivision.', noTerm],
  ['1369 §4', 'The body explains what tracking is for.', `${noTerm} It comes before fitting: a step, not a term.`],
  [
    '1369 §5',
    'The body sends to the medical examination and takes the receipt.',
    `${noTerm} “When deciding”: a step before fitting.`,
  ],
  ['1369 §6', 'The body sends the package within twenty-four hours of the decision.'],
  ['1369 §7', 'The subdivision proceeds at once to the execution when the documents have come.'],
  ['1369 §7(1)-(3)', 'Fitting, act and memo.', 'Parts of the execution that begins at once; their order is a matter of steps.'],
  ['1369 §7(4)', 'The notice of adoption goes to the body at once, when decision and person are registered.'],
  ['1369 §8(1)', 'Information is collected constantly.', 'No end and no start: the engine watches without pause.'],
  ['1369 §8(2)', 'Technical problems are looked into and ended.', noTerm],
  ['1369 §8(3)', 'Report at once to the head and the body; written notice within twenty-four hours of the information.'],
  ['1369 §8(4)', 'Staff leave at once on a signal of damage, disconnection or removal.'],
  ['1369 §9', 'Information on the body’s request within twenty-four hours.'],
  [
    '1369 §10',
    'The grounds on which tracking ends.',
    'No length in days: the authorised term of the order, and `expiry-awaits-act` when it is over.',
  ],
  ['1369 §11', 'The act when another body takes the case, or the verdict is announced.', noTerm],
  ['1369 §12', 'Compensation.', noTerm],
  ['1369 §13-14', 'Concealment, residence.', noTerm],
  ['1369 §15', 'Tracking is not allowed where health speaks against it; we assume that what is found later is told at once.'],
  ['1369 §16', 'The head decides on the equipment.', noTerm],
  ['1369 §17', 'A device that malfunctions is replaced at once.'],
  ['1369 §18', 'Body and health institution are told at once of the hospitalisation.'],
  ['1369 §19-20', 'Decision and grounds.', noTerm],
]
