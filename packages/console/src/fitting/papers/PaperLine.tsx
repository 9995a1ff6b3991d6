import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Signing } from '../../documents/sign/PlaceForm.tsx'
import { SignDialog } from '../../documents/sign/SignDialog.tsx'
import { type Signable, type SignablePlace } from '../../documents/sign/WhatIsSigned.tsx'
import classes from '../fitting.module.css'
import { type FittingWork } from '../use-fitting-draft.ts'

interface PaperLineProps {
  readonly paper: Signable
  readonly work: FittingWork
  readonly isElectronicSetUp: boolean
}

/** An issued paper, and the way to those who sign it; what is signed goes the way of everything that is entered here. */
export function PaperLine({ paper, work, isElectronicSetUp }: PaperLineProps) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const number = paper.number ?? ''
  const isUnsent = ({ role, name }: SignablePlace) =>
    work.draft.queue.some(
      (one) =>
        one.kind === 'signature' &&
        one.documentId === paper.id &&
        one.signing.role === role &&
        (name === null || one.signing.name === name),
    )
  const onSigned = (signing: Signing) =>
    work.enqueue({
      id: crypto.randomUUID(),
      kind: 'signature',
      documentId: paper.id,
      number,
      signing: { ...signing, signedAt: new Date().toISOString() },
    })
  const left = paper.places.filter((place) => place.state !== 'signed' && !isUnsent(place)).length
  const title = `${t(`documents.kind.${paper.kind}`)} № ${number}`
  const press = left === 0 ? t('fitting.paper.whoSigned') : t('signing.sign')
  const count = { signed: String(paper.places.length - left), all: String(paper.places.length) }
  return (
    <div className={classes['fields']}>
      <p className={classes['hint']}>
        <strong>{title}</strong>
        {' · '}
        {left === 0 ? t('fitting.paper.allSigned') : t('fitting.paper.signed', count)}
        {' · '}
        <a href={`/api/documents/${paper.id}/pdf`} target="_blank" rel="noreferrer" aria-label={`PDF, ${number}`}>
          PDF
        </a>
      </p>
      <Button variant={left === 0 ? 'default' : 'filled'} onClick={() => setIsOpen(true)} aria-label={`${press}: ${title}`}>
        {press}
      </Button>
      {isOpen && (
        <SignDialog
          document={paper}
          isElectronicSetUp={isElectronicSetUp}
          onClose={() => setIsOpen(false)}
          kept={{ onSigned, isUnsent, note: work.isOffline ? t('fitting.paper.signOffline') : null }}
        />
      )}
    </div>
  )
}
