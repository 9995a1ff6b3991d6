import { SegmentedControl, TextInput, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CallOptions, call } from '../../api/client.ts'
import { caseFilesQuery } from '../../api/queries.ts'
import { FormActions } from '../../parts/FormActions.tsx'
import { FormProblem } from '../../parts/FormProblem.tsx'
import { ReasonedButton } from '../../parts/ReasonedButton.tsx'
import { ScanForm } from './ScanForm.tsx'
import { SignaturePad } from './SignaturePad.tsx'
import { type Signable, type SignablePlace } from './WhatIsSigned.tsx'

const ways = ['drawn', 'scan', 'refused'] as const
type Way = (typeof ways)[number]

export type Signing = CallOptions<'signDocument'>['body']

interface PlaceFormProps {
  readonly document: Signable
  readonly place: SignablePlace
  readonly onDone: () => void
  /** Where it is not sent from here: to whom it is handed over. */
  readonly onSigned?: ((signing: Signing) => void) | undefined
}

/** One place of a paper: drawn here, on paper and scanned, or refused. Nothing is stored before the last button. */
export function PlaceForm({ document, place, onDone, onSigned }: PlaceFormProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [way, setWay] = useState<Way>('drawn')
  const [name, setName] = useState(place.name ?? '')
  const [image, setImage] = useState<string | null>(null)
  const [fileId, setFileId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [witnesses, setWitnesses] = useState<readonly [string, string]>(['', ''])
  const send = useMutation({
    mutationFn: (body: Signing) => call('signDocument', { params: { documentId: document.id }, body }),
    onSuccess: onDone,
    onSettled: () => queryClient.invalidateQueries({ queryKey: caseFilesQuery.queryKey }),
  })
  const signatory = { role: place.role, name: name.trim(), pdfSha256: document.pdfSha256 ?? '' }
  const body = (): Signing | null => {
    if (way === 'drawn') return image === null ? null : { method: 'drawn', ...signatory, image }
    if (way === 'scan') return fileId === null ? null : { method: 'scan', ...signatory, fileId }
    if (reason.trim() === '') return null
    const saw = witnesses.map((one) => one.trim()).filter((one) => one !== '')
    return { method: 'refused', ...signatory, reason: reason.trim(), witnesses: saw }
  }
  const ready = body()
  const hand = () => {
    if (ready === null) return
    if (!onSigned) return send.mutate(ready)
    onSigned(ready)
    onDone()
  }
  const whyNot = () => {
    if (send.isPending) return t('app.loading')
    if (signatory.name === '') return t('signing.whyName')
    return ready === null ? t(`signing.why.${way}`) : null
  }
  return (
    <div>
      {place.name === null ? (
        <TextInput
          label={t('signing.name')}
          maxLength={300}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
      ) : (
        <p>
          {t(`signing.role.${place.role}`)}: <strong>{place.name}</strong>
        </p>
      )}
      <SegmentedControl
        fullWidth
        my={12}
        aria-label={t('signing.how')}
        data={ways.map((value) => ({ value, label: t(`signing.way.${value}`) }))}
        value={way}
        onChange={(value) => {
          setWay(ways.find((one) => one === value) ?? way)
          // The field empties when it goes: what nobody sees is not signed with.
          setImage(null)
        }}
      />
      {way === 'drawn' && <SignaturePad label={t('signing.padLabel')} onDrawn={setImage} />}
      {way === 'scan' && <ScanForm orderId={document.orderId} documentId={document.id} fileId={fileId} onChoose={setFileId} />}
      {way === 'refused' && (
        <>
          <Textarea
            label={t('signing.reason')}
            description={t('signing.reasonHint')}
            autosize
            minRows={2}
            maxLength={1_000}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          {witnesses.map((witness, i) => (
            <TextInput
              key={String(i)}
              mt={8}
              label={t('signing.witness', { number: String(i + 1) })}
              maxLength={300}
              value={witness}
              onChange={({ currentTarget: { value } }) =>
                setWitnesses(([first, second]) => (i === 0 ? [value, second] : [first, value]))
              }
            />
          ))}
        </>
      )}
      <FormProblem error={send.error} />
      <FormActions onCancel={onDone}>
        <ReasonedButton whyNot={whyNot()} loading={send.isPending} onClick={hand}>
          {way === 'refused' ? t('signing.recordRefusal') : t('signing.sign')}
        </ReasonedButton>
      </FormActions>
    </div>
  )
}
