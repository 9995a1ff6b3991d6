/**
 * What stands in a row of a chart. Being outside a place (`outside`) is nobody's fault by itself and never looks like what an
 * obligation forbids (`not-kept`).
 */
export type Tone = 'inside' | 'outside' | 'not-kept' | 'unknown'

export interface Span {
  /** Minutes from midnight. */
  readonly from: number
  readonly until: number
  readonly tone: Tone
}

export interface Column {
  readonly title: string
  /** Width beside the others. */
  readonly share: number
  readonly align?: 'left' | 'right'
}

/** The pieces that every document is put together from; layout.typ draws each kind once. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string; readonly isStrong?: boolean }
  | { readonly kind: 'facts'; readonly heading?: string; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'list'; readonly heading?: string; readonly items: readonly string[] }
  | {
      readonly kind: 'table'
      readonly heading?: string
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly string[])[]
      /** A last row, set apart. */
      readonly total?: readonly string[]
    }
  | {
      readonly kind: 'days'
      readonly heading: string
      readonly legend: readonly (readonly [Tone, string])[]
      readonly days: readonly { readonly label: string; readonly spans: readonly Span[] }[]
    }
  | {
      readonly kind: 'shares'
      readonly heading: string
      readonly legend: readonly (readonly [Tone, string])[]
      readonly rows: readonly {
        readonly label: string
        readonly parts: readonly { readonly tone: Tone; readonly share: number }[]
      }[]
    }

/** A place to sign, in words. */
export interface SignaturePlace {
  readonly role: string
  readonly name: string | null
  /** Under the name: position, time of signing. */
  readonly notes: readonly string[]
  /** Instead of a signature: that it was refused. */
  readonly mark: string | null
  /** Bytes of a PNG. */
  readonly image: readonly number[] | null
}

/** One document, composed: nothing is left to the layout but where it stands. */
export interface Page {
  readonly language: string
  readonly title: string
  readonly subtitle: string | null
  readonly organisation: readonly string[]
  readonly number: string
  readonly date: string
  readonly place: string | null
  readonly addressee: readonly string[]
  readonly blocks: readonly Block[]
}
