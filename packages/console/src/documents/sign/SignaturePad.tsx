import { Button, Group } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import Pad, { type PointGroup } from 'signature_pad'
import classes from './sign.module.css'

/** Three to one, and far below what the server takes; printed 4 cm wide it has 570 dots an inch. */
const widthPixels = 900
const heightPixels = 300

function scaled(strokes: readonly PointGroup[], factor: number): PointGroup[] {
  return strokes.map((stroke) => ({
    ...stroke,
    points: stroke.points.map((point) => ({ ...point, x: point.x * factor, y: point.y * factor })),
  }))
}

interface SignaturePadProps {
  readonly label: string
  /** What is drawn, as a PNG in base64, after each stroke; null: nothing. It leaves the page only when whoever draws says so. */
  readonly onDrawn: (image: string | null) => void
}

/** A field to sign in by finger, pen or mouse. What was drawn keeps its shape when the screen is turned. */
export function SignaturePad({ label, onDrawn }: SignaturePadProps) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<Pad | null>(null)
  const drawn = useRef(onDrawn)
  drawn.current = onDrawn
  const [undone, setUndone] = useState<readonly PointGroup[]>([])
  const [strokes, setStrokes] = useState(0)

  const tell = () => {
    const made = pad.current
    if (!made) return
    setStrokes(made.toData().length)
    drawn.current(made.isEmpty() ? null : made.toDataURL('image/png').replace(/^data:image\/png;base64,/, ''))
  }
  const redraw = (data: PointGroup[]) => {
    // With an empty list it would keep what stands there.
    pad.current?.clear()
    if (data.length > 0) pad.current?.fromData(data)
    tell()
  }

  useEffect(() => {
    const element = canvas.current
    if (!element) return undefined
    const made = new Pad(element, { penColor: '#10204a', minWidth: 0.8, maxWidth: 2.6 })
    pad.current = made
    let shownWidth = 0
    const fit = () => {
      const width = element.clientWidth
      if (width === 0 || width === shownWidth) return
      const data = shownWidth === 0 ? [] : scaled(made.toData(), width / shownWidth)
      shownWidth = width
      // Setting the size empties the canvas and forgets its scale.
      element.width = widthPixels
      element.height = heightPixels
      element.getContext('2d')?.scale(widthPixels / width, widthPixels / width)
      made.clear()
      if (data.length > 0) made.fromData(data)
    }
    fit()
    const observer = new ResizeObserver(fit)
    observer.observe(element)
    const ended = () => {
      setUndone([])
      tell()
    }
    made.addEventListener('endStroke', ended)
    return () => {
      observer.disconnect()
      made.removeEventListener('endStroke', ended)
      made.off()
    }
  }, [])

  const undo = () => {
    const data = pad.current?.toData() ?? []
    const last = data.at(-1)
    if (!last) return
    setUndone((old) => [...old, last])
    redraw(data.slice(0, -1))
  }
  const redo = () => {
    const next = undone.at(-1)
    if (!next) return
    setUndone((old) => old.slice(0, -1))
    redraw([...(pad.current?.toData() ?? []), next])
  }
  const clear = () => {
    setUndone([])
    redraw([])
  }
  return (
    <div>
      <canvas ref={canvas} className={classes['pad']} role="img" aria-label={label} />
      <Group gap={8} mt={8}>
        <Button variant="default" size="compact-sm" disabled={strokes === 0} onClick={undo}>
          {t('signing.undo')}
        </Button>
        <Button variant="default" size="compact-sm" disabled={undone.length === 0} onClick={redo}>
          {t('signing.redo')}
        </Button>
        <Button variant="default" size="compact-sm" disabled={strokes === 0} onClick={clear}>
          {t('signing.clear')}
        </Button>
      </Group>
    </div>
  )
}
