import { type Shape, withExchangedCoordinates } from '@bilezik/domain'
import { Button, FileButton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decimal } from '../format/number.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Found, type Imported, mostFileBytes } from './geojson/read-geojson.ts'
import { runTask } from './geojson/run-task.ts'
import { shapeText } from './zone-text.ts'
import classes from './zones.module.css'

interface ImportPanelProps {
  readonly onTake: (shape: Shape, name: string | null) => void
}

/** One area or line of the file: taken as it is, or, where it has too many corners, made simpler on request. */
function FoundLine({ found, onTake }: { readonly found: Found } & ImportPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const leaving = useRef(new AbortController())
  useEffect(() => {
    leaving.current = new AbortController()
    const { current } = leaving
    return () => current.abort(new Error('The import was closed.'))
  }, [])
  const simplify = useMutation({
    mutationFn: async () => (await runTask({ kind: 'simplify', found }, leaving.current.signal)).simplified,
  })
  const simplified = simplify.data
  const { shape, fault, notes, name } = simplified?.found ?? found
  const canSimplify = found.fault?.reason === 'too-many-corners' && !simplified
  const reason = fault && (fault.reason === 'not-closed' ? t('zone.import.notClosed') : t(`zoneFault.${fault.reason}`))
  return (
    <li>
      <b>{name ?? t('zone.import.unnamed')}</b>{' '}
      {shape && (fault ? t('zone.cornerCount', { count: found.corners }) : shapeText(shape, t, language))}
      {notes.map((note) => (
        <p key={note} className={classes['hint']}>
          {t(`zone.import.note.${note}`)}
        </p>
      ))}
      {simplified && (
        <p className={classes['hint']}>
          {t('zone.import.departs', {
            metres: `${decimal(simplified.departureMetres, language, 1)} ${t('zone.metre')}`,
            corners: decimal(simplified.found.corners, language),
            before: decimal(found.corners, language),
          })}
        </p>
      )}
      {reason && (
        <p className={classes['problem']} role="alert">
          {t('zone.import.refused', { reason })}
        </p>
      )}
      {simplify.isSuccess && simplified === null && <p className={classes['problem']}>{t('zone.import.tooDetailed')}</p>}
      {simplify.isError && <p className={classes['problem']}>{t('zone.import.broke')}</p>}
      {shape && fault?.reason === 'coordinates-swapped' && (
        <Button variant="default" size="compact-sm" onClick={() => onTake(withExchangedCoordinates(shape), name)}>
          {t('zone.import.exchange')}
        </Button>
      )}
      {canSimplify && (
        <Button variant="default" size="compact-sm" loading={simplify.isPending} onClick={() => simplify.mutate()}>
          {t('zone.import.simplify')}
        </Button>
      )}
      {shape && !fault && (
        <Button variant="default" size="compact-sm" onClick={() => onTake(shape, name)}>
          {t('zone.import.take')}
        </Button>
      )}
    </li>
  )
}

function Outcome({ imported, onTake }: { readonly imported: Imported } & ImportPanelProps) {
  const { t } = useTranslation()
  if (!imported.ok) {
    const detail = imported.detail === undefined || imported.detail === '' ? '' : ` (${imported.detail})`
    return (
      <p className={classes['problem']} role="alert">
        {t(`zone.import.why.${imported.reason}`)}
        {detail}
      </p>
    )
  }
  return (
    <>
      {imported.passedOver > 0 && (
        <p className={classes['hint']}>{t('zone.import.passedOver', { total: String(imported.passedOver) })}</p>
      )}
      <ul className={classes['found']}>
        {imported.found.map((found, index) => (
          // The place in the file is what it is known by.
          <FoundLine key={index} found={found} onTake={onTake} />
        ))}
      </ul>
    </>
  )
}

/** A border from a file: read in a worker, judged before anything of the drawing is replaced; too large a file is not read at all. */
export function ImportPanel({ onTake }: ImportPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [tooLarge, setTooLarge] = useState<number | null>(null)
  const read = useMutation({
    mutationFn: async (file: File) => (await runTask({ kind: 'read', file }, AbortSignal.timeout(60_000))).imported,
  })
  const choose = (file: File | null) => {
    if (!file) return
    const isTooLarge = file.size > mostFileBytes
    setTooLarge(isTooLarge ? file.size : null)
    if (isTooLarge) read.reset()
    else read.mutate(file)
  }
  const mib = (bytes: number) => decimal(bytes / 1024 ** 2, language)
  return (
    <div className={classes['import']}>
      <FileButton accept=".geojson,.json,application/geo+json,application/json" onChange={choose}>
        {(props) => (
          <Button {...props} variant="default" size="compact-sm" loading={read.isPending}>
            {t('zone.import.choose')}
          </Button>
        )}
      </FileButton>
      {tooLarge !== null && (
        <p className={classes['problem']} role="alert">
          {t('zone.import.tooLarge', { size: mib(tooLarge), most: mib(mostFileBytes) })}
        </p>
      )}
      {read.isError && (
        <p className={classes['problem']} role="alert">
          {t('zone.import.broke')}
        </p>
      )}
      {read.data && <Outcome key={read.submittedAt} imported={read.data} onTake={onTake} />}
    </div>
  )
}
