import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { type DeviceModel, deviceModelsQuery } from '../api/queries.ts'
import { problemText } from '../app/problem-text.ts'
import { UndoNotice } from '../panel/UndoNotice.tsx'

const noticeId = 'model-saved'

/** Tells that a model was described, and offers the description of before. A new one cannot be taken back: nothing removes a model. */
export function useSavedModel() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const undoRef = useRef<(() => void) | null>(null)
  const refresh = () => queryClient.invalidateQueries({ queryKey: deviceModelsQuery.queryKey })
  const putBack = useMutation({
    mutationFn: (before: DeviceModel) => call('putDeviceModel', { body: before }),
    async onSuccess(_, { name }) {
      notifications.show({ message: t('models.restored', { name }) })
      await refresh()
    },
    onError: (error) => notifications.show({ color: 'red', message: problemText(error, t), role: 'alert' }),
  })
  const tell = (name: string, before: DeviceModel | undefined) => {
    const message = t('models.saved', { name })
    const run =
      before &&
      (() => {
        undoRef.current = null
        notifications.hide(noticeId)
        putBack.mutate(before)
      })
    undoRef.current = run ?? null
    notifications.hide(noticeId)
    notifications.show({
      id: noticeId,
      message: run ? <UndoNotice text={message} onUndo={run} /> : message,
      autoClose: 8_000,
      withCloseButton: !run,
    })
    void refresh()
  }
  return { tell, undo: () => undoRef.current?.() }
}
