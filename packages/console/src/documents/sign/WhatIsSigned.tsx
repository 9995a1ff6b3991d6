import { useTranslation } from 'react-i18next'
import { type Answer } from '../../api/client.ts'
import classes from './sign.module.css'

export type Signable = Answer<'listDocuments'>['documents'][number]
export type SignablePlace = Signable['places'][number]

/** Which paper it is, by its number and the code that is printed on it, and the paper itself to be read. */
export function WhatIsSigned({ document: { id, kind, number, shortHash } }: { readonly document: Signable }) {
  const { t } = useTranslation()
  return (
    <dl className={classes['what']}>
      <dt>{t('documents.kindTitle')}</dt>
      <dd>{t(`documents.kind.${kind}`)}</dd>
      <dt>{t('documents.number')}</dt>
      <dd>{number}</dd>
      <dt>{t('documents.check')}</dt>
      <dd>{shortHash}</dd>
      <dt>{t('documents.file')}</dt>
      <dd>
        <a href={`/api/documents/${id}/pdf`} target="_blank" rel="noreferrer">
          {t('signing.readFirst')}
        </a>
      </dd>
    </dl>
  )
}
