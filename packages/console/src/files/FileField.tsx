import { Button } from '@mantine/core'
import { type FileLimits } from '@bilezik/contract'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useCan } from '../session/use-session.ts'
import { UploadLine } from './UploadLine.tsx'
import { accepted } from './file-text.ts'
import { uploads, useUploads } from './queue.ts'
import classes from './files.module.css'

interface FileFieldProps {
  readonly orderId: string
  /** `identity-copy`, `medical`, `document:<id>`; null: of the file as a whole. */
  readonly belongsTo: string | null
  /** What it is for, as a screen reader says it. */
  readonly label: string
  readonly limits: FileLimits
  /** There is no case file yet: what is chosen goes with the form, and is sent after it. */
  readonly isHeld?: boolean
}

/** From here on one wants to know how many there are. */
const many = 5

/** Choose or drop files, look at what was chosen, send it. What is not on the server yet stays here until it is taken away. */
export function FileField({ orderId, belongsTo, label, limits, isHeld = false }: FileFieldProps) {
  const { t } = useTranslation()
  const canAdd = useCan('order:prepare')
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const chosen = useUploads(orderId, belongsTo)
  const due = chosen.filter(({ state }) => state.kind === 'waiting' || state.kind === 'failed')
  const take = (files: FileList | null) => {
    if (files && canAdd) uploads.add(orderId, belongsTo, [...files], limits)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <div
      className={classes['field']}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(canAdd)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        accept={accepted(limits.kinds)}
        onChange={({ currentTarget }) => {
          take(currentTarget.files)
          // The same file may be chosen again after it was taken away.
          currentTarget.value = ''
        }}
      />
      {chosen.length > many && (
        <p className={classes['hint']} role="status">
          {t('files.left', { count: chosen.length })}
        </p>
      )}
      {chosen.length > 0 && (
        <ul className={classes['chosen']}>
          {chosen.map((upload) => (
            <UploadLine key={upload.key} upload={upload} mostBytes={limits.mostBytesAFile} />
          ))}
        </ul>
      )}
      <div className={classes['actions']}>
        <ReasonedButton
          variant="default"
          size="compact-sm"
          whyNot={canAdd ? null : t('files.whyNoRight')}
          onClick={() => input.current?.click()}
          aria-label={t('files.chooseFor', { what: label })}
        >
          {t('files.choose')}
        </ReasonedButton>
        {due.length > 0 && !isHeld && (
          <Button size="compact-sm" onClick={() => void uploads.send(orderId, belongsTo)}>
            {t('files.send', { count: due.length })}
          </Button>
        )}
      </div>
    </div>
  )
}
