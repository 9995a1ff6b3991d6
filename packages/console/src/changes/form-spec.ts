import { type Permission } from '@bilezik/domain'
import { type QueryKey } from '@tanstack/react-query'
import { type TFunction } from 'i18next'
import { type Answer } from '../api/client.ts'
import { type CaseFile } from '../api/queries.ts'

export type Changes = Answer<'getOrderChanges'>
export type Device = Answer<'listDevices'>['devices'][number]

export interface Choice {
  readonly value: string
  readonly label: string
}

/** One field of a form; its value is what stands in it, as text. */
export interface Field {
  readonly name: string
  readonly label: string
  /** `moment`: a date and a time by the clock of Kazakhstan; `several`: choices joined by a space; `people`: names, each in a capacity. */
  readonly kind: 'text' | 'long' | 'moment' | 'date' | 'choice' | 'several' | 'number' | 'people'
  readonly hint?: string
  readonly choices?: readonly Choice[]
  readonly isOptional?: boolean
  /** Shown only while another field has this value. */
  readonly onlyIf?: (values: Values) => boolean
}

export type Values = Readonly<Record<string, string>>

/** A change as a form: what is asked, and what is sent. Every form re-reads what will happen before it is sent. */
export interface FormSpec {
  readonly title: string
  readonly reread: string
  readonly permission: Permission
  readonly fields: readonly Field[]
  readonly initial: Values
  readonly send: (values: Values) => Promise<unknown>
  /** What else is loaded anew, besides persons and case files. */
  readonly refreshes?: QueryKey
}

/** What a form knows besides what is typed into it. */
export interface FormContext {
  readonly t: TFunction
  readonly file: CaseFile
  readonly changes: Changes
  readonly devices: readonly Device[]
  readonly organisations: readonly Choice[]
  /** `2026-11-22T18:00` and `2026-11-22`, by the clock of Kazakhstan. */
  readonly now: string
  readonly today: string
  /** Of an obligation, for a choice. */
  readonly ruleName: (rule: Changes['conditions'][number]['rule']) => string
}
