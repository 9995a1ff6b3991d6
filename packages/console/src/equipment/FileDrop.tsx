import { Button } from '@mantine/core'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/use-language.ts'
import classes from './equipment.module.css'
import { templateOf } from './import-file.ts'

/** A table chosen or dropped; and one without rows to begin with. */
export function FileDrop({ isBusy, onFile }: { readonly isBusy: boolean; readonly onFile: (file: File) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const take = (files: FileList | null) => {
    const [file] = files ?? []
    if (file && !isBusy) onFile(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <div
      className={classes['drop']}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('equipment.chooseFile')}
        accept=".csv,.xlsx,text/csv"
        onChange={({ currentTarget }) => {
          take(currentTarget.files)
          // The same file may be chosen again after it was mended.
          currentTarget.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()} loading={isBusy}>
        {t('equipment.chooseFile')}
      </Button>
      <span>{t('equipment.orDrop')}</span>
      <a
        href={`data:text/csv;charset=utf-8,${encodeURIComponent(templateOf(language))}`}
        download={`${t('equipment.templateName')}.csv`}
      >
        {t('equipment.template')}
      </a>
    </div>
  )
}
