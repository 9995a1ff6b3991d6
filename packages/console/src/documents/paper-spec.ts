import { type TFunction } from 'i18next'
import { type Answer, type CallOptions } from '../api/client.ts'
import { type Field, type Values } from '../changes/form-spec.ts'
import { type CaseFile } from '../api/queries.ts'

export type Asked = CallOptions<'issueDocument'>['body']['document']
export type Kind = Asked['kind']
export type Listed = Answer<'listDocuments'>

/** What a form of a paper knows besides what is typed into it. */
export interface PaperContext {
  readonly t: TFunction
  readonly told: Listed['told']
  readonly file: CaseFile
  /** An instant as it is read here, and as a field of the form holds it. */
  readonly worded: (iso: string) => string
  readonly local: (iso: string) => string
  /** `2026-11-22T18:00`, by the clock of Kazakhstan. */
  readonly now: string
}

/** What a kind of paper is asked besides what the order's facts tell, and what is handed in then. */
export interface PaperSpec {
  readonly fields: readonly Field[]
  readonly initial: Values
  /** What else is said of each paper; several where it goes to several. */
  readonly papers: (values: Values) => readonly Asked[]
}
