import { type LatLon, placeBeside } from '@bilezik/domain'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { type Pixel, type Projection } from './use-projection.ts'
import classes from './zones.module.css'

/** A hand that trembles so little has pressed, not dragged. */
const stillPixels = 3
const stepMetres = 1
const longStepMetres = 10

const steps: Readonly<Record<string, readonly [north: number, east: number]>> = {
  ArrowUp: [1, 0],
  ArrowDown: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}

interface HandleProps {
  readonly place: LatLon
  readonly label: string
  readonly projection: Projection
  readonly kind: 'corner' | 'between' | 'radius'
  readonly isSelected?: boolean
  /** `gesture` is the same for one movement of the hand. */
  readonly onMove?: (to: LatLon, gesture: string) => void
  readonly onPress?: () => void
  readonly onRemove?: () => void
}

/** A place that can be dragged, or moved by the arrow keys: a metre, ten with Shift. Delete takes it away. */
export function Handle({ place, label, projection, kind, isSelected = false, onMove, onPress, onRemove }: HandleProps) {
  const drag = useRef<{ readonly from: Pixel; readonly gesture: string; isMoving: boolean } | null>(null)
  const { x, y } = projection.toPixel(place)
  const pixelOf = (event: PointerEvent<SVGElement>): Pixel => {
    const box = event.currentTarget.ownerSVGElement?.getBoundingClientRect()
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) }
  }
  const press = (event: PointerEvent<SVGElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { from: pixelOf(event), gesture: `${label} ${event.timeStamp}`, isMoving: false }
  }
  const move = (event: PointerEvent<SVGElement>) => {
    const { current } = drag
    if (!current || !onMove) return
    const to = pixelOf(event)
    current.isMoving ||= Math.hypot(to.x - current.from.x, to.y - current.from.y) > stillPixels
    if (current.isMoving) onMove(projection.toPlace(to), current.gesture)
  }
  const release = () => {
    if (drag.current?.isMoving === false) onPress?.()
    drag.current = null
  }
  const key = (event: KeyboardEvent) => {
    const step = steps[event.key]
    const isRemoving = event.key === 'Delete' || event.key === 'Backspace'
    const isPressing = event.key === 'Enter' || event.key === ' '
    if (step && onMove) {
      const metres = event.shiftKey ? longStepMetres : stepMetres
      onMove(placeBeside(place, step[0] * metres, step[1] * metres), `${label} by keys`)
    } else if (isRemoving) onRemove?.()
    else if (isPressing) onPress?.()
    else return
    event.preventDefault()
  }
  return (
    <g
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-pressed={isSelected}
      className={classes['handle']}
      data-kind={kind}
      data-selected={isSelected}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={() => {
        drag.current = null
      }}
      onKeyDown={key}
    >
      {/* Easier to hit than to look at. */}
      <circle cx={x} cy={y} r={12} className={classes['reach']} />
      {kind === 'radius' ? (
        <rect x={x - 5} y={y - 5} width={10} height={10} className={classes['dot']} />
      ) : (
        <circle cx={x} cy={y} r={kind === 'corner' ? 6 : 3.5} className={classes['dot']} />
      )}
    </g>
  )
}
