import { Modal, NativeSelect, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { type CaseFile } from '../api/queries.ts'
import { documentsQuery } from '../documents/documents-query.ts'
import { filesQuery } from '../files/queries.ts'
import { FormActions } from '../parts/FormActions.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { AddresseeFields } from './AddresseeFields.tsx'
import { type AddresseeDraft, addresseeOf, draftFor, typedDraft } from './addressee-draft.ts'
import { refreshSending, recipientsQuery } from './queries.ts'

interface SendDialogProps {
  readonly file: CaseFile
  /** Of an issued document; null: to be chosen. */
  readonly documentId: string | null
  readonly onClose: () => void
}

/** A paper of the file to one or several; first proposed is the body that decided. */
export function SendDialog({ file, documentId, onClose }: SendDialogProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const documents = useQuery(documentsQuery(file.id)).data?.documents.filter(({ state }) => state !== 'draft')
  const files = useQuery(filesQuery(file.id)).data?.files
  const book = useQuery(recipientsQuery)
  const recipients = book.data?.recipients ?? []
  const [paper, setPaper] = useState(documentId === null ? '' : `document ${documentId}`)
  const [typed, setTyped] = useState<readonly AddresseeDraft[] | null>(null)
  const body = file.facts.decision?.body
  const drafts = typed ?? [body === undefined ? typedDraft('first') : draftFor('first', body, recipients)]
  const to = drafts.map(addresseeOf).filter((one) => one !== undefined)
  const [what, id] = paper.split(' ')
  const send = useMutation({
    mutationFn: () =>
      call('sendPaper', {
        params: { orderId: file.id },
        body: { to, ...(what === 'document' ? { documentId: id ?? null } : { fileId: id ?? null }) },
      }),
    onSuccess() {
      notifications.show({ message: t('deliveries.queued', { count: to.length }) })
      onClose()
    },
    onSettled: () => refreshSending(queryClient),
  })
  const whyNot = () => {
    if (paper === '') return t('deliveries.whyNoPaper')
    return to.length < drafts.length ? t('deliveries.whyNoAddressee') : null
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (whyNot() === null) send.mutate()
  }
  const options = [
    ...(documents ?? []).map((one) => ({
      value: `document ${one.id}`,
      label: t('deliveries.document', { kind: t(`documents.kind.${one.kind}`), number: one.number ?? '' }),
    })),
    ...(files ?? []).map((one) => ({ value: `file ${one.id}`, label: one.name })),
  ]
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={t('deliveries.sendTitle')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap={12}>
          <NativeSelect
            label={t('deliveries.what')}
            value={paper}
            data={[{ value: '', label: t('changes.choose') }, ...options]}
            onChange={(event) => setPaper(event.currentTarget.value)}
          />
          {book.isSuccess && <AddresseeFields drafts={drafts} recipients={recipients} onChange={setTyped} />}
        </Stack>
        <FormProblem error={send.error ?? book.error} />
        <FormActions onCancel={onClose}>
          <ReasonedButton whyNot={whyNot()} onClick={() => send.mutate()} loading={send.isPending}>
            {t('deliveries.send')}
          </ReasonedButton>
        </FormActions>
      </form>
    </Modal>
  )
}
