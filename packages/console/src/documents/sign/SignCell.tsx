import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SignDialog } from './SignDialog.tsx'
import { type Signable } from './WhatIsSigned.tsx'

interface SignCellProps {
  readonly document: Signable
  readonly isElectronicSetUp: boolean
}

/** In the journal: how many of those who have to sign have, and the way to the rest. */
export function SignCell({ document, isElectronicSetUp }: SignCellProps) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const { number, places } = document
  if (number === null || places.length === 0) return '–'
  const signed = places.filter(({ state }) => state === 'signed').length
  const count = { signed: String(signed), all: String(places.length) }
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => setIsOpen(true)}
        aria-label={t('signing.openOf', { ...count, number })}
      >
        {t('signing.count', count)}
      </Button>
      {isOpen && <SignDialog document={document} isElectronicSetUp={isElectronicSetUp} onClose={() => setIsOpen(false)} />}
    </>
  )
}
