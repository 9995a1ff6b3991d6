import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../session/use-session.ts'
import { ownPlaces } from '../e-signature/own-places.ts'
import { PlaceForm, type Signing } from './PlaceForm.tsx'
import { PlaceLine } from './PlaceLine.tsx'
import { type Signable, type SignablePlace, WhatIsSigned } from './WhatIsSigned.tsx'
import classes from './sign.module.css'

interface SignDialogProps {
  readonly document: Signable
  readonly isElectronicSetUp: boolean
  readonly onClose: () => void
  /** Where signatures wait on this device for a connection, and what is told of that. */
  readonly kept?: {
    readonly onSigned: (signing: Signing) => void
    readonly isUnsent: (place: SignablePlace) => boolean
    readonly note: string | null
  }
}

/** An issued paper: what it is, who has to sign it, and each place to be signed in its turn. */
export function SignDialog({ document, isElectronicSetUp, onClose, kept }: SignDialogProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const [at, setAt] = useState<number | null>(null)
  const place = at === null ? undefined : document.places[at]
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={t('signing.title', { number: document.number ?? '' })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <WhatIsSigned document={document} />
      {kept && kept.note !== null && <p role="status">{kept.note}</p>}
      {place ? (
        <PlaceForm key={at} document={document} place={place} onDone={() => setAt(null)} onSigned={kept?.onSigned} />
      ) : (
        <ul className={classes['places']}>
          {document.places.map((one, i) => (
            <PlaceLine
              key={String(i)}
              document={document}
              place={one}
              onSign={() => setAt(i)}
              isUnsent={kept?.isUnsent(one) === true}
            />
          ))}
        </ul>
      )}
      {!place && isElectronicSetUp && (ownPlaces(document, user.name).length > 0 || document.electronic.length > 0) && (
        // Loaded anew, on purpose: that page alone may speak to NCALayer.
        <a href={`/e-signature/${document.orderId}/${document.id}`}>{t('electronic.open')}</a>
      )}
      {!place && !isElectronicSetUp && <p className={classes['how']}>{t('electronic.whyNotSetUp')}</p>}
    </Modal>
  )
}
