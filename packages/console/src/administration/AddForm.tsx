import { Button, Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { FormActions } from '../parts/FormActions.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'

interface AddFormProps {
  readonly title: string
  readonly submitText?: string
  readonly isAllowed: boolean
  readonly onOpen: () => void
  readonly send: () => Promise<unknown>
  /** What was added, for the notice. */
  readonly nameOf: () => string
  readonly refresh: QueryKey
  readonly alsoRefresh?: QueryKey
  readonly children: ReactNode
  /** In pixels; a short form when absent. */
  readonly size?: number
}

/** A button that opens a form; the list is loaded anew when something was added. */
export function AddForm({
  title,
  submitText,
  isAllowed,
  onOpen,
  send,
  nameOf,
  refresh,
  alsoRefresh,
  children,
  size,
}: AddFormProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const add = useMutation({
    mutationFn: send,
    async onSuccess() {
      setIsOpen(false)
      notifications.show({ message: t('admin.added', { name: nameOf() }) })
      if (alsoRefresh) void queryClient.invalidateQueries({ queryKey: alsoRefresh })
      await queryClient.invalidateQueries({ queryKey: refresh })
    },
  })
  const open = () => {
    add.reset()
    onOpen()
    setIsOpen(true)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <>
      <ReasonedButton whyNot={isAllowed ? null : t('admin.whyNoChange')} onClick={open}>
        {title}
      </ReasonedButton>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={title}
        {...(size && { size })}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        <form onSubmit={submit}>
          <Stack gap={12}>{children}</Stack>
          <FormProblem error={add.error} />
          <FormActions onCancel={() => setIsOpen(false)}>
            <Button type="submit" loading={add.isPending}>
              {submitText ?? t('app.add')}
            </Button>
          </FormActions>
        </form>
      </Modal>
    </>
  )
}
