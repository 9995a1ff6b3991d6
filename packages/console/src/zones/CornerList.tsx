import { type LatLon, sideMetres } from '@bilezik/domain'
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { distance } from '../format/number.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { CoordinateField } from './CoordinateField.tsx'
import { coordinateText, parseCoordinates } from './coordinates.ts'
import { type Edit } from './shape-draft.ts'
import classes from './zones.module.css'

/** More lines than this nobody goes through one by one; they are edited as text. */
const mostLines = 100

interface CornerListProps {
  readonly corners: readonly LatLon[]
  readonly ring: number
  readonly isClosed: boolean
  readonly selected: number | null
  readonly onEdit: (edit: Edit) => void
  readonly onSelect: (index: number | null) => void
}

/** All corners at once, a line each: pasted from elsewhere, or typed by who uses no mouse. */
function CornersAsText({
  corners,
  onApply,
}: {
  readonly corners: readonly LatLon[]
  readonly onApply: (to: readonly LatLon[]) => void
}) {
  const { t } = useTranslation()
  const [text, setText] = useState<string | null>(null)
  const shown = text ?? corners.map(coordinateText).join('\n')
  const parsed = parseCoordinates(shown)
  const wrongLine = 'wrongLine' in parsed ? parsed.wrongLine : null
  return (
    <details className={classes['asText']}>
      <summary>{t('zone.asText')}</summary>
      <Textarea
        aria-label={t('zone.asText')}
        description={t('zone.asTextHint')}
        autosize
        minRows={4}
        maxRows={12}
        spellCheck={false}
        value={shown}
        error={wrongLine === null ? null : t('zone.wrongLine', { line: String(wrongLine) })}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        variant="default"
        size="compact-sm"
        mt={4}
        disabled={wrongLine !== null || text === null}
        onClick={() => {
          if ('wrongLine' in parsed) return
          onApply(parsed)
          setText(null)
        }}
      >
        {t('zone.apply')}
      </Button>
    </details>
  )
}

/** The corners of a border, a hole or a line as text, each with the metres to the next one. */
export function CornerList({ corners, ring, isClosed, selected, onEdit, onSelect }: CornerListProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const sides = sideMetres(corners, isClosed)
  return (
    <div className={classes['corners']}>
      {corners.length > mostLines ? (
        <p className={classes['hint']}>{t('zone.manyCorners', { total: String(corners.length) })}</p>
      ) : (
        <ol aria-label={t('zone.corners')}>
          {corners.map((corner, index) => (
            // The place in the order is what a corner is known by.
            <li key={index} data-selected={selected === index}>
              <CoordinateField
                label={t('zone.corner', { number: String(index + 1) })}
                isLabelHidden
                value={corner}
                onChange={(at) => onEdit({ do: 'move', ring, index, at })}
                onFocus={() => onSelect(index)}
              />
              <span className={classes['side']}>{sides[index] === undefined ? '' : distance(sides[index], language)}</span>
              <button
                type="button"
                aria-label={t('zone.removeCorner', { number: String(index + 1) })}
                onClick={() => {
                  onEdit({ do: 'remove', ring, index })
                  onSelect(null)
                }}
              >
                ×
              </button>
            </li>
          ))}
        </ol>
      )}
      <CoordinateField
        label={t('zone.addCorner')}
        value={null}
        onChange={() => undefined}
        onEnter={(at) => onEdit({ do: 'add', ring, at })}
      />
      <CornersAsText corners={corners} onApply={(to) => onEdit({ do: 'corners', ring, corners: to })} />
    </div>
  )
}
