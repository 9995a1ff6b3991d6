import { type TFunction } from 'i18next'
import { en } from '../i18n/en.ts'
import { type SectionKey } from './record-sections.ts'

const known = (words: object, key: string) => key in words

/** The pieces of the package share their fields. */
const groupOf = (section: SectionKey) => (section.startsWith('piece:') ? 'piece' : section)

export function fieldText(section: SectionKey, name: string, t: TFunction): string {
  return t(`intake.field.${groupOf(section)}.${name}` as 'intake.title')
}

export function choiceText(list: string, option: string, t: TFunction): string {
  return t(`intake.choice.${list}.${option}` as 'intake.title')
}

export function sectionText(section: SectionKey, t: TFunction): string {
  const [kind, piece] = section.split(':')
  const words =
    piece === undefined ? t(`caseFile.record.${kind}` as 'intake.title') : t(`caseFile.piece.${piece}` as 'intake.title')
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** Why a record cannot have been so: the server says it in words of its own. */
export function impossibleText(problem: string, t: TFunction): string {
  if (problem.endsWith('in the future')) return t('intake.impossible.future')
  const key = problem.replaceAll(' ', '-')
  return known(en.intake.impossible, key) ? t(`intake.impossible.${key}` as 'intake.title') : problem
}
