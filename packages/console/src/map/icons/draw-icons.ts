import type { Severity } from '@bilezik/domain'
import type { Map as MapLibreMap } from 'maplibre-gl'
import type { Palette } from '../style/palette.ts'
import { type IconName, iconNames } from './icon-names.ts'

/** Drawn twice as fine as shown, for sharp screens. */
const pixelRatio = 2

type Pen = CanvasRenderingContext2D
interface Drawing {
  /** CSS pixels, square. */
  readonly size: number
  /** The origin lies in the middle. */
  readonly draw: (pen: Pen) => void
}

function polygon(pen: Pen, corners: readonly (readonly [number, number])[]): void {
  pen.beginPath()
  for (const [x, y] of corners) pen.lineTo(x, y)
  pen.closePath()
}

function disc(pen: Pen, radius: number): void {
  pen.beginPath()
  pen.arc(0, 0, radius, 0, 2 * Math.PI)
}

/** ▲ ■ ◆ ●: outlines of nearly equal area. */
const outlines: Readonly<Record<Severity, (pen: Pen) => void>> = {
  critical: (pen) =>
    polygon(pen, [
      [0, -8.5],
      [8.5, 6.5],
      [-8.5, 6.5],
    ]),
  high: (pen) =>
    polygon(pen, [
      [-6.5, -6.5],
      [6.5, -6.5],
      [6.5, 6.5],
      [-6.5, 6.5],
    ]),
  medium: (pen) =>
    polygon(pen, [
      [0, -8.8],
      [8.8, 0],
      [0, 8.8],
      [-8.8, 0],
    ]),
  low: (pen) => disc(pen, 7),
}

/** A halo keeps the shape apart from whatever lies below. */
function severity(kind: Severity, p: Palette): Drawing {
  return {
    size: 24,
    draw(pen) {
      outlines[kind](pen)
      pen.lineJoin = 'round'
      pen.lineWidth = 4
      pen.strokeStyle = p.halo
      pen.stroke()
      pen.fillStyle = p.severity[kind]
      pen.fill()
    },
  }
}

function ring(radius: number, colour: string, halo: string, dash: readonly number[] = []): Drawing {
  return {
    size: 2 * radius + 8,
    draw(pen) {
      disc(pen, radius)
      pen.fillStyle = halo
      pen.fill()
      pen.lineWidth = 5
      pen.strokeStyle = halo
      pen.stroke()
      pen.setLineDash([...dash])
      pen.lineWidth = 2.5
      pen.strokeStyle = colour
      pen.stroke()
    },
  }
}

function dot(radius: number, colour: string, halo: string): Drawing {
  return {
    size: 2 * radius + 6,
    draw(pen) {
      disc(pen, radius)
      pen.lineWidth = 3
      pen.strokeStyle = halo
      pen.stroke()
      pen.fillStyle = colour
      pen.fill()
    },
  }
}

const drawings: Readonly<Record<Exclude<IconName, 'hatch'>, (p: Palette) => Drawing>> = {
  'severity-critical': (p) => severity('critical', p),
  'severity-high': (p) => severity('high', p),
  'severity-medium': (p) => severity('medium', p),
  'severity-low': (p) => severity('low', p),
  'standing-kept': (p) => dot(5, p.inside, p.halo),
  'standing-breached': (p) => ring(5.5, p.outside, p.halo),
  'standing-unclear': (p) => ring(5.5, p.faintInk, p.halo, [3, 2.76]),
  'standing-off-duty': (p) => dot(2.6, p.inside, p.halo),
  direction: (p) => ({
    size: 12,
    draw(pen) {
      polygon(pen, [
        [4.5, 0],
        [-3, -4],
        [-1, 0],
        [-3, 4],
      ])
      pen.lineWidth = 1.5
      pen.strokeStyle = p.halo
      pen.stroke()
      pen.fillStyle = p.trail
      pen.fill()
    },
  }),
  scrub: (p) => dot(7, p.selection, p.halo),
  'scrub-blind': (p) => ring(7, p.selection, p.halo, [3, 2.5]),
  'base-place': (p) => dot(2, p.faintInk, p.halo),
}

/** A seamless tile of slanted lines: its slope meets itself at every edge. */
function hatch(p: Palette): ImageData {
  const size = 20
  const pen = penOf(size)
  pen.strokeStyle = p.hatch
  pen.lineWidth = 2
  for (const shift of [-size, 0, size]) {
    pen.beginPath()
    pen.moveTo(shift - 4, size + 4)
    pen.lineTo(shift + size + 4, -4)
    pen.stroke()
  }
  return pen.getImageData(0, 0, size, size)
}

function penOf(devicePixels: number): Pen {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = devicePixels
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('This browser draws no two-dimensional canvas.')
  return pen
}

function rendered({ size, draw }: Drawing): ImageData {
  const devicePixels = Math.ceil(size) * pixelRatio
  const pen = penOf(devicePixels)
  pen.translate(devicePixels / 2, devicePixels / 2)
  pen.scale(pixelRatio, pixelRatio)
  draw(pen)
  return pen.getImageData(0, 0, devicePixels, devicePixels)
}

/** Draws every image in the colours of the palette, anew or for the first time. */
export function drawIcons(map: Pick<MapLibreMap, 'hasImage' | 'updateImage' | 'addImage'>, p: Palette): void {
  for (const name of iconNames) {
    const image = name === 'hatch' ? hatch(p) : rendered(drawings[name](p))
    if (map.hasImage(name)) map.updateImage(name, image)
    else map.addImage(name, image, { pixelRatio })
  }
}
