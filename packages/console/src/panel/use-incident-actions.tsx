import { type Incident } from '@bilezik/contract'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, type CallOptions, call } from '../api/client.ts'
import { liveIncidentsQuery } from '../api/queries.ts'
import { problemText } from '../app/problem-text.ts'
import { withIncident } from '../feed/incident-cache.ts'
import { UndoNotice } from './UndoNotice.tsx'

/** What an official can find; the machine's own `withdrawn` is not among it. */
export type Conclusion = CallOptions<'concludeIncident'>['body']['conclusion']
type Change =
  | { readonly kind: 'take' | 'release' | 'reopen'; readonly incident: Incident }
  | { readonly kind: 'note'; readonly incident: Incident; readonly text: string }
  | { readonly kind: 'conclude'; readonly incident: Incident; readonly conclusion: Conclusion; readonly note: string }

function send(change: Change): Promise<Answer<'takeIncident'>> {
  const params = { incidentId: change.incident.id }
  switch (change.kind) {
    case 'take':
      return call('takeIncident', { params })
    case 'release':
      return call('releaseIncident', { params })
    case 'reopen':
      return call('reopenIncident', { params })
    case 'note':
      return call('addNote', { params, body: { text: change.text } })
    case 'conclude':
      return call('concludeIncident', { params, body: { conclusion: change.conclusion, note: change.note } })
    default:
      return change satisfies never
  }
}

/** What takes a change back; a note cannot be taken back. */
const inverse = { take: 'release', conclude: 'reopen' } as const

/** Everything an operator does to an incident. Undo is offered rather than confirmation asked. */
export function useIncidentActions() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const noticeRef = useRef('')
  const undoRef = useRef<{ readonly id: string; readonly run: () => void } | null>(null)

  const change = useMutation({
    mutationFn: send,
    onSuccess(incident, done) {
      queryClient.setQueryData(
        liveIncidentsQuery.queryKey,
        (old) => old && { ...old, incidents: withIncident(old.incidents, incident) },
      )
      void queryClient.invalidateQueries({ queryKey: ['incident', incident.id] })
      void queryClient.invalidateQueries({ queryKey: ['incidents', 'person', incident.person.id] })
      tell(incident, done)
    },
    onError(error) {
      notifications.show({
        color: 'red',
        title: t('errors.title'),
        message: problemText(error, t),
        autoClose: 10_000,
        role: 'alert',
      })
      // The list may be older than the refusal.
      void queryClient.invalidateQueries({ queryKey: liveIncidentsQuery.queryKey })
    },
  })

  const messageOf = (incident: Incident, done: Change): string => {
    const what = { number: incident.number, person: incident.person.name }
    if (done.kind === 'take') return t('incident.taken', what)
    if (done.kind === 'release') return t('incident.released', what)
    if (done.kind === 'reopen') return t('incident.reopened', what)
    if (done.kind === 'note') return t('incident.noteAdded', what)
    if (done.kind !== 'conclude') return done.kind satisfies never
    return t('incident.concludedNotice', { ...what, conclusion: t(`conclusion.${done.conclusion}`) })
  }

  const tell = (incident: Incident, done: Change) => {
    const message = messageOf(incident, done)
    const back = done.kind === 'take' || done.kind === 'conclude' ? inverse[done.kind] : null
    const id = `${incident.id}-${done.kind}`
    undoRef.current = back && {
      id,
      run: () => {
        undoRef.current = null
        notifications.hide(id)
        change.mutate({ kind: back, incident })
      },
    }
    const run = undoRef.current?.run
    // One at a time: an older offer to undo no longer fits.
    notifications.hide(noticeRef.current)
    noticeRef.current = id
    notifications.show({
      id,
      message: run ? <UndoNotice text={message} onUndo={run} /> : message,
      autoClose: 8_000,
      withCloseButton: !run,
    })
  }

  const undo = () => {
    if (undoRef.current) undoRef.current.run()
    else notifications.show({ id: 'nothing-to-undo', message: t('incident.nothingToUndo'), autoClose: 3_000 })
  }

  return { change: change.mutate, changeAsync: change.mutateAsync, isPending: change.isPending, undo }
}
export type IncidentActions = ReturnType<typeof useIncidentActions>
