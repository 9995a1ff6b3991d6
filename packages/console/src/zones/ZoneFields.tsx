import { type LatLon, type Shape, whereZoneLies } from '@bilezik/domain'
import { Button, Radio, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AddressSearch, isRoughPlace } from '../addresses/AddressSearch.tsx'
import { useLanguage } from '../i18n/use-language.ts'
import { useCan } from '../session/use-session.ts'
import { CoordinateField } from './CoordinateField.tsx'
import { CornerList } from './CornerList.tsx'
import { MetresField } from './MetresField.tsx'
import { type DraftFault, type Edit, type ShapeDraft, drawnKinds, ringsOf } from './shape-draft.ts'
import { shapeText } from './zone-text.ts'
import classes from './zones.module.css'

/** A place that the file knows by its address: the recorded residence. */
export interface KnownPlace extends LatLon {
  readonly label: string
}

interface ZoneFieldsProps {
  readonly name: string
  readonly draft: ShapeDraft
  readonly shape: Shape | undefined
  readonly fault: DraftFault | undefined
  readonly ring: number
  readonly selected: number | null
  readonly places: readonly KnownPlace[]
  readonly onName: (name: string) => void
  readonly onEdit: (edit: Edit) => void
  readonly onRing: (ring: number) => void
  readonly onSelect: (index: number | null) => void
  /** To a place that was found, to draw around it. */
  readonly onGo: (place: LatLon) => void
}

/** A place by its address: the centre of a circle; otherwise the map goes there. Who may not look addresses up types the place. */
function PlaceSearch({ draft, onEdit, onGo }: Pick<ZoneFieldsProps, 'draft' | 'onEdit' | 'onGo'>) {
  const { t } = useTranslation()
  const canSearch = useCan('order:prepare')
  const [text, setText] = useState('')
  const [isRough, setIsRough] = useState(false)
  if (!canSearch || draft.kind === 'multipolygon') return null
  return (
    <>
      <AddressSearch
        size="xs"
        label={t('zone.search')}
        text={text}
        onText={setText}
        onPick={(place) => {
          const at = { lat: place.lat, lon: place.lon }
          if (draft.kind === 'circle') onEdit({ do: 'centre', at })
          setIsRough(isRoughPlace(place))
          onGo(at)
        }}
      />
      {isRough && (
        <p className={classes['hint']} role="status">
          {t('zone.rough')}
        </p>
      )}
    </>
  )
}

function Holes({ draft, ring, onRing, onEdit }: Pick<ZoneFieldsProps, 'draft' | 'ring' | 'onRing' | 'onEdit'>) {
  const { t } = useTranslation()
  if (draft.kind !== 'polygon') return null
  return (
    <div className={classes['rings']} role="group" aria-label={t('zone.whichBorder')}>
      {draft.rings.map((corners, index) => (
        // The place in the order is what a hole is known by.
        <span key={index}>
          <button type="button" aria-pressed={ring === index} onClick={() => onRing(index)}>
            {index === 0 ? t('zone.border') : t('zone.hole', { number: String(index) })} ({corners.length})
          </button>
          {index > 0 && (
            <button
              type="button"
              aria-label={t('zone.removeHole', { number: String(index) })}
              onClick={() => {
                onEdit({ do: 'remove-ring', ring: index })
                onRing(0)
              }}
            >
              ×
            </button>
          )}
        </span>
      ))}
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => {
          onEdit({ do: 'add-hole' })
          onRing(draft.rings.length)
        }}
      >
        {t('zone.addHole')}
      </Button>
    </div>
  )
}

function Circle({ draft, places, onEdit }: Pick<ZoneFieldsProps, 'draft' | 'places' | 'onEdit'>) {
  const { t } = useTranslation()
  if (draft.kind !== 'circle') return null
  return (
    <>
      <CoordinateField label={t('zone.centreField')} value={draft.centre} onChange={(at) => onEdit({ do: 'centre', at })} />
      {places.map(({ label, lat, lon }) => (
        <Button
          key={label}
          variant="default"
          size="compact-sm"
          className={classes['place'] ?? ''}
          onClick={() => onEdit({ do: 'centre', at: { lat, lon } })}
        >
          {label}
        </Button>
      ))}
      <MetresField
        label={t('zone.radiusField')}
        metres={draft.radiusMetres}
        onChange={(metres) => onEdit({ do: 'metres', metres })}
      />
    </>
  )
}

/** Everything about a zone that can be typed, and so everything about a zone. */
export function ZoneFields(props: ZoneFieldsProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { name, draft, shape, fault, ring, selected, onName, onEdit, onRing, onSelect } = props
  const corners = ringsOf(draft)[ring]
  const lies = useMemo(() => (shape && !fault ? whereZoneLies(shape) : 'here'), [shape, fault])
  return (
    <>
      <TextInput
        size="xs"
        label={t('zone.name')}
        maxLength={100}
        autoComplete="off"
        value={name}
        error={name.trim() === '' ? t('zone.noName') : null}
        onChange={(event) => onName(event.currentTarget.value)}
        data-autofocus
      />
      <Radio.Group
        label={t('zone.kindLabel')}
        value={draft.kind}
        onChange={(value) => {
          const kind = drawnKinds.find((one) => one === value)
          if (kind) onEdit({ do: 'kind', kind })
          onRing(0)
        }}
      >
        <div className={classes['kinds']}>
          {drawnKinds.map((kind) => (
            <Radio key={kind} size="xs" value={kind} label={t(`zone.kind.${kind}`)} />
          ))}
          {draft.kind === 'multipolygon' && <Radio size="xs" value="multipolygon" label={t('zone.kind.multipolygon')} />}
        </div>
      </Radio.Group>
      <p className={classes['measures']} aria-live="polite" data-testid="zone-measures">
        {fault ? '' : shape && shapeText(shape, t, language)}
      </p>
      <p className={classes['problem']} role="status">
        {fault && (fault.reason === 'nothing-drawn' ? t(`zone.begin.${draft.kind}`) : t(`zoneFault.${fault.reason}`))}
        {fault?.at && fault.reason !== 'coordinates-swapped' && ` ${t('zone.markedOnMap')}`}
      </p>
      {fault?.reason === 'coordinates-swapped' && (
        <Button variant="default" size="compact-sm" onClick={() => onEdit({ do: 'exchange' })}>
          {t('zone.exchange')}
        </Button>
      )}
      {lies !== 'here' && <p className={classes['hint']}>{t(`zone.lies.${lies}`)}</p>}
      <PlaceSearch {...props} />
      <Circle {...props} />
      {draft.kind === 'corridor' && (
        <MetresField
          label={t('zone.halfWidthField')}
          metres={draft.halfWidthMetres}
          onChange={(metres) => onEdit({ do: 'metres', metres })}
        />
      )}
      <Holes {...props} />
      {corners && (
        <CornerList
          corners={corners}
          ring={ring}
          isClosed={draft.kind === 'polygon'}
          selected={selected}
          onEdit={onEdit}
          onSelect={onSelect}
        />
      )}
      {draft.kind === 'multipolygon' && <p className={classes['hint']}>{t('zone.partsHint')}</p>}
    </>
  )
}
