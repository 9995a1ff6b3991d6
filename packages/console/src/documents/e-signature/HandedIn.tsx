import { useTranslation } from 'react-i18next'
import { dateAndTime } from '../../format/time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { type Signable } from '../sign/WhatIsSigned.tsx'
import classes from '../sign/sign.module.css'

/** Every electronic signature that was handed in, also those that count for nothing, and why they do. */
export function HandedIn({ document: { id, electronic, signatures } }: { readonly document: Signable }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const checked = signatures.filter(({ method }) => method === 'cms')
  return (
    <ul className={classes['places']} aria-live="polite">
      {electronic.map(({ id: key, role, name, state, code, submittedAt }) => (
        <li key={key}>
          <span>
            {t(`signing.role.${role}`)}: <strong>{name}</strong>
            <br />
            <span className={classes['how']}>
              {[
                dateAndTime(Date.parse(submittedAt), language),
                t(`electronic.state.${state}`),
                ...(code === null ? [] : [t(`electronic.code.${code}`)]),
              ].join(' · ')}
            </span>
          </span>
        </li>
      ))}
      {checked.map(({ id: signatureId, name, certificate }) => (
        <li key={signatureId}>
          <span>
            {certificate?.subject}
            <br />
            <span className={classes['how']}>
              {certificate && t('electronic.issuer', { issuer: certificate.issuer, serial: certificate.serial })}
            </span>
          </span>
          <a
            href={`/api/documents/${id}/signatures/${signatureId}/cms`}
            download
            aria-label={t('electronic.takeOutOf', { name })}
          >
            {t('electronic.takeOut')}
          </a>
        </li>
      ))}
    </ul>
  )
}
