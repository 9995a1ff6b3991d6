import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PlaceForm } from './PlaceForm.tsx'
import { PlaceLine } from './PlaceLine.tsx'
import { type Signable, WhatIsSigned } from './WhatIsSigned.tsx'
import classes from './sign.module.css'

interface SignDialogProps {
  readonly document: Signable
  readonly onClose: () => void
}

/** An issued paper: what it is, who has to sign it, and each place to be signed in its turn. */
export function SignDialog({ document, onClose }: SignDialogProps) {
  const { t } = useTranslation()
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
      {place ? (
        <PlaceForm key={at} document={document} place={place} onDone={() => setAt(null)} />
      ) : (
        <ul className={classes['places']}>
          {document.places.map((one, i) => (
            <PlaceLine key={String(i)} document={document} place={one} onSign={() => setAt(i)} />
          ))}
        </ul>
      )}
    </Modal>
  )
}
