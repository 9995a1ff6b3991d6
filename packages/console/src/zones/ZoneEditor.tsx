import { type Bounds, type LatLon, type Shape, type Zone, boundsOf } from '@bilezik/domain'
import { Button, Checkbox, Modal } from '@mantine/core'
import { type KeyboardEvent, useMemo, useReducer, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormActions } from '../parts/FormActions.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { DrawPane } from './DrawPane.tsx'
import { ImportPanel } from './ImportPanel.tsx'
import { type KnownPlace, ZoneFields } from './ZoneFields.tsx'
import { afterAction, begunHistory } from './draft-history.ts'
import { saveZone } from './geojson/export-zone.ts'
import { type Edit, type ShapeDraft, blankDraft, draftOfShape, faultOfDraft, ringsOf, shapeOf } from './shape-draft.ts'
import classes from './zones.module.css'

interface ZoneEditorProps {
  /** Null: a new one. */
  readonly zone: Zone | null
  /** What the dialog is about: «Curfew: zone». */
  readonly title: string
  readonly places: readonly KnownPlace[]
  readonly onSave: (zone: Zone) => void
  readonly onClose: () => void
}

/** Some blocks around a place that is known. */
const aroundMetres = 500

const aroundPlace = (centre: LatLon) => boundsOf({ kind: 'circle', centre, radiusMetres: aroundMetres })

function frameOf(draft: ShapeDraft, places: readonly KnownPlace[]): Bounds | null {
  const shape = shapeOf(draft)
  if (shape) return boundsOf(shape)
  const [place] = places
  return place ? aroundPlace(place) : null
}

/** Where a click goes: the centre of a circle, or the next corner of what is drawn now. */
function useZoneDraft(zone: Zone | null) {
  const [history, act] = useReducer(afterAction, zone, (given) =>
    begunHistory(given ? draftOfShape(given.shape) : blankDraft('circle')),
  )
  const { draft } = history
  const shape = useMemo(() => shapeOf(draft), [draft])
  const fault = useMemo(() => faultOfDraft(draft), [draft])
  const edit = (one: Edit, gesture?: string) => act({ kind: 'edit', edit: one, ...(gesture !== undefined && { gesture }) })
  return { history, draft, shape, fault, edit, act }
}

interface DrawToolsProps {
  readonly draft: ShapeDraft
  readonly isAdding: boolean
  readonly onAdding: (isAdding: boolean) => void
  /** Null: there is nothing to do it with. */
  readonly onUndo: (() => void) | null
  readonly onRedo: (() => void) | null
  readonly onShowWhole: (() => void) | null
}

function DrawTools({ draft, isAdding, onAdding, onUndo, onRedo, onShowWhole }: DrawToolsProps) {
  const { t } = useTranslation()
  const tool = (label: string, onClick: (() => void) | null) => (
    <Button variant="default" size="compact-sm" disabled={onClick === null} onClick={() => onClick?.()}>
      {label}
    </Button>
  )
  return (
    <div className={classes['tools']} role="toolbar" aria-label={t('zone.tools')}>
      {draft.kind !== 'multipolygon' && (
        <Checkbox
          size="xs"
          label={draft.kind === 'circle' ? t('zone.clickCentre') : t('zone.clickAdds')}
          checked={isAdding}
          onChange={(event) => onAdding(event.currentTarget.checked)}
        />
      )}
      {tool(t('zone.undo'), onUndo)}
      {tool(t('zone.redo'), onRedo)}
      {tool(t('zone.showWhole'), onShowWhole)}
    </div>
  )
}

/** Draws a zone by hand or by keys, or takes one from a file; nothing is kept before it is a zone that can be watched. */
export function ZoneEditor({ zone, title, places, onSave, onClose }: ZoneEditorProps) {
  const { t } = useTranslation()
  const { history, draft, shape, fault, edit, act } = useZoneDraft(zone)
  const [name, setName] = useState(zone?.name ?? '')
  const [ring, setRing] = useState(0)
  const [selected, setSelected] = useState<number | null>(null)
  const [isAdding, setIsAdding] = useState(zone === null)
  const [goTo, setGoTo] = useState<LatLon | null>(null)
  const [framed, frameAgain] = useReducer((times: number) => times + 1, 0)
  const ringInUse = Math.min(ring, Math.max(0, ringsOf(draft).length - 1))
  const isDrawable = draft.kind !== 'multipolygon'
  const whyNot = name.trim() === '' ? t('zone.noName') : fault ? t('zone.notYet') : null
  const saved = (): Zone | undefined => (shape && !whyNot ? { name: name.trim(), shape } : undefined)
  const keys = (event: KeyboardEvent) => {
    const isInText = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
    if (isInText || !(event.ctrlKey || event.metaKey) || event.code !== 'KeyZ') return
    event.preventDefault()
    act({ kind: event.shiftKey ? 'redo' : 'undo' })
  }
  const take = (imported: Shape, importedName: string | null) => {
    edit({ do: 'replace', shape: imported })
    if (name.trim() === '' && importedName !== null) setName(importedName)
    setIsAdding(false)
    setRing(0)
    setGoTo(null)
    frameAgain()
  }
  return (
    <Modal opened onClose={onClose} fullScreen title={title} closeButtonProps={{ 'aria-label': t('app.close') }}>
      {/* Keys of the whole dialog: each of them has a button as well. */}
      <div className={classes['editor']} onKeyDown={keys}>
        <div className={classes['fields']}>
          <ZoneFields
            name={name}
            draft={draft}
            shape={shape}
            fault={fault}
            ring={ringInUse}
            selected={selected}
            places={places}
            onName={setName}
            onEdit={edit}
            onRing={(next) => {
              setRing(next)
              setSelected(null)
            }}
            onSelect={setSelected}
            onGo={(place) => {
              setGoTo(place)
              frameAgain()
            }}
          />
          <details className={classes['asText']}>
            <summary>{t('zone.import.title')}</summary>
            <ImportPanel onTake={take} />
          </details>
          <FormActions onCancel={onClose}>
            <ReasonedButton
              variant="default"
              whyNot={whyNot}
              onClick={() => {
                const one = saved()
                if (one) saveZone(one)
              }}
            >
              {t('zone.export')}
            </ReasonedButton>
            <ReasonedButton
              whyNot={whyNot}
              onClick={() => {
                const one = saved()
                if (one) onSave(one)
              }}
            >
              {t('zone.save')}
            </ReasonedButton>
          </FormActions>
        </div>
        <div className={classes['mapSide']}>
          <DrawTools
            draft={draft}
            isAdding={isAdding}
            onAdding={setIsAdding}
            onUndo={history.past.length > 0 ? () => act({ kind: 'undo' }) : null}
            onRedo={history.future.length > 0 ? () => act({ kind: 'redo' }) : null}
            onShowWhole={
              shape
                ? () => {
                    setGoTo(null)
                    frameAgain()
                  }
                : null
            }
          />
          <DrawPane
            draft={draft}
            fault={fault}
            ring={ringInUse}
            selected={selected}
            onEdit={edit}
            onSelect={setSelected}
            onClick={
              isAdding && isDrawable
                ? (at) => edit(draft.kind === 'circle' ? { do: 'centre', at } : { do: 'add', ring: ringInUse, at })
                : null
            }
            frame={goTo ? aroundPlace(goTo) : frameOf(draft, places)}
            frameKey={`frame ${framed}`}
          />
        </div>
      </div>
    </Modal>
  )
}
