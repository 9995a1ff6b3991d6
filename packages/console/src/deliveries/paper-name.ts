import { type TFunction } from 'i18next'
import { type Delivery } from './queries.ts'

/** A document of the journal by its kind and number, a file by its name. */
export function paperName({ what, documentKind, documentNumber }: Delivery, t: TFunction): string {
  if (documentKind === null) return what
  return t('deliveries.document', { kind: t(`documents.kind.${documentKind}`), number: documentNumber ?? '' })
}
