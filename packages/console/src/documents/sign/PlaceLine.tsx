import { useTranslation } from 'react-i18next'
import { dateAndTime } from '../../format/time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { ReasonedButton } from '../../parts/ReasonedButton.tsx'
import { useCan } from '../../session/use-session.ts'
import { type Signable, type SignablePlace } from './WhatIsSigned.tsx'
import classes from './sign.module.css'

interface PlaceLineProps {
  readonly document: Signable
  readonly place: SignablePlace
  readonly onSign: () => void
  /** Signed on this device, and not stored yet. */
  readonly isUnsent?: boolean
}

/** Who signs here, and how they did, when and before whom. */
export function PlaceLine({ document, place, onSign, isUnsent = false }: PlaceLineProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const canSign = useCan('order:prepare')
  const signature = document.signatures.find(({ id }) => id === place.signatureId)
  const how = () => {
    if (isUnsent) return t('signing.unsent')
    if (!signature) return place.state === 'signed' ? t('signing.onPaper') : t(`signing.state.${place.state}`)
    const words = [t(`documents.method.${signature.method}`), dateAndTime(Date.parse(signature.signedAt), language)]
    if (signature.recordedByName !== null) words.push(t('signing.recordedBy', { name: signature.recordedByName }))
    if (signature.reason !== null) words.push(t('signing.because', { reason: signature.reason }))
    if (signature.witnesses.length > 0)
      words.push(t('signing.seenBy', { names: signature.witnesses.join(t('app.listSeparator')) }))
    return words.join(' · ')
  }
  return (
    <li>
      <span>
        {t(`signing.role.${place.role}`)}: <strong>{place.name ?? t('signing.noName')}</strong>
        <br />
        <span className={classes['how']}>{how()}</span>
      </span>
      {!isUnsent && place.state !== 'signed' && place.state !== 'waiting' && (
        <ReasonedButton
          size="compact-sm"
          variant="default"
          whyNot={canSign ? null : t('caseFile.whyNoRight')}
          onClick={onSign}
          aria-label={t('signing.signAs', { role: t(`signing.role.${place.role}`), name: place.name ?? t('signing.noName') })}
        >
          {t('signing.sign')}
        </ReasonedButton>
      )}
    </li>
  )
}
