import { type TFunction } from 'i18next'
import { en } from '../i18n/en.ts'

const known = en.caseFile.finding
const pieces = en.caseFile.piece
const problems = en.caseFile.problem

function isKeyOf<Words extends object>(words: Words, key: string): key is Extract<keyof Words, string> {
  return key in words
}

/** A finding in words. One that is newer than these words is shown by its code: hiding it would hide a provision. */
export function findingText(code: string, t: TFunction): string {
  if (isKeyOf(known, code)) return t(`caseFile.finding.${code}`)
  // A piece's finding is named after both: `identity-copy-missing`.
  const piece = Object.keys(pieces).find((name) => code.startsWith(`${name}-`))
  const problem = piece && code.slice(piece.length + 1)
  if (!piece || !problem || !isKeyOf(pieces, piece) || !isKeyOf(problems, problem)) return code
  return `${t(`caseFile.piece.${piece}`)}: ${t(`caseFile.problem.${problem}`)}`
}

/** The same for one word of a list, which the server may have more of than the console. */
export function wordOf(list: 'piece' | 'problem' | 'owedBy' | 'field' | 'step', word: string, t: TFunction): string {
  const words: Readonly<Record<string, string>> = en.caseFile[list]
  return word in words ? t(`caseFile.${list}.${word}` as 'caseFile.step.check') : word
}
