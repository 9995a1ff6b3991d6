import { type LatLon } from '@bilezik/domain'
import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { coordinateText, parseCoordinate } from './coordinates.ts'

interface CoordinateFieldProps {
  readonly label: string
  readonly value: LatLon | null
  readonly isLabelHidden?: boolean
  readonly onChange: (place: LatLon) => void
  /** For a field that adds: it is emptied by Enter, and nothing happens before. */
  readonly onEnter?: (place: LatLon) => void
  readonly onFocus?: () => void
}

/** One place as text: taken while it is typed as soon as it is one; until then the field says what is wrong. */
export function CoordinateField({ label, value, isLabelHidden = false, onChange, onEnter, onFocus }: CoordinateFieldProps) {
  const { t } = useTranslation()
  const shown = value === null ? '' : coordinateText(value)
  const [typed, setTyped] = useState<{ readonly text: string; readonly of: string } | null>(null)
  // What was typed stands as typed until the place is changed elsewhere: on the map, or by going back a step.
  const text = typed !== null && typed.of === shown ? typed.text : shown
  const isWrong = text.trim() !== '' && parseCoordinate(text) === undefined
  const change = (next: string) => {
    const place = parseCoordinate(next)
    setTyped({ text: next, of: place && !onEnter ? coordinateText(place) : shown })
    if (place && !onEnter) onChange(place)
  }
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !onEnter) return
    event.preventDefault()
    const place = parseCoordinate(text)
    if (!place) return
    onEnter(place)
    setTyped(null)
  }
  return (
    <TextInput
      size="xs"
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      placeholder="51.1605, 71.4704"
      autoComplete="off"
      spellCheck={false}
      value={text}
      error={isWrong ? t('zone.notACoordinate') : null}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={key}
      onBlur={() => {
        if (!onEnter && !isWrong) setTyped(null)
      }}
      {...(onFocus && { onFocus })}
    />
  )
}
