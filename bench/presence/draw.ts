import { type Rhythm, type Summary, rhythms } from './measure.ts'

const [panelWidth, panelHeight, margin] = [420, 300, 56]
const colours: Readonly<Record<Summary['family'], string>> = {
  naive: '#9a3412',
  margin: '#b45309',
  'in a row': '#6d28d9',
  engine: '#0f766e',
}
/** What is drawn for no false exit at all: the logarithm has no place for it. */
const none = 1e-3
const most = 1e2

function xOf(falseExitsPerPersonDay: number): number {
  const share = Math.log(Math.max(none, falseExitsPerPersonDay) / none) / Math.log(most / none)
  return margin + share * (panelWidth - 1.5 * margin)
}

function panel(points: readonly Summary[], rhythm: Rhythm): string {
  const slowest = Math.max(...points.map((point) => point.medianDelayMinutes), 1)
  const yOf = (minutes: number) => panelHeight - margin - (minutes / slowest) * (panelHeight - 2 * margin)
  const text = (x: number, y: number, words: string, more = '') => `<text x="${x}" y="${y}" ${more}>${words}</text>`
  const ticks = [none, 1e-2, 1e-1, 1, 10, most].map((value) =>
    text(xOf(value), panelHeight - margin + 16, value === none ? '≤ 0.001' : String(value), 'text-anchor="middle"'),
  )
  const lines = Map.groupBy(points, (point) => point.family)
  const drawn = [...lines].map(([family, own]) => {
    const path = own.map((point) => `${xOf(point.falseExitsPerPersonDay).toFixed(1)},${yOf(point.medianDelayMinutes).toFixed(1)}`)
    const dots = own.map((point, i) => {
      const [x, y] = (path[i] as string).split(',')
      const title = `${family}, ${point.setting}: ${point.falseExitsPerPersonDay.toPrecision(2)} a day, ${point.medianDelayMinutes} min, found ${point.found} of ${point.absences}`
      return `<circle cx="${x}" cy="${y}" r="${point.isUsual ? 6 : 3}" fill="${colours[family]}"><title>${title}</title></circle>`
    })
    return `<polyline points="${path.join(' ')}" fill="none" stroke="${colours[family]}"/>${dots.join('')}`
  })
  return [
    text(margin, 24, rhythm, 'font-weight="bold"'),
    `<rect x="${margin}" y="${margin}" width="${panelWidth - 1.5 * margin}" height="${panelHeight - 2 * margin}" fill="none" stroke="#bbb"/>`,
    text(margin - 6, yOf(0), '0', 'text-anchor="end"'),
    text(margin - 6, yOf(slowest) + 4, `${slowest}`, 'text-anchor="end"'),
    text(margin, margin - 8, 'minutes behind the naive test (median)'),
    text(panelWidth / 2, panelHeight - 18, 'false exits a person and day', 'text-anchor="middle"'),
    ...ticks,
    ...drawn,
  ].join('\n')
}

/** The trade-off as SVG: a panel for each rhythm; the large dots are the usual settings. Lower and further left is better. */
export function drawTradeOff(all: readonly Summary[]): string {
  const [width, height] = [2 * panelWidth, 2 * panelHeight + 40]
  const panels = rhythms.map((rhythm, i) => {
    const own = all.filter((point) => point.rhythm === rhythm)
    return `<g transform="translate(${(i % 2) * panelWidth} ${Math.floor(i / 2) * panelHeight})">${panel(own, rhythm)}</g>`
  })
  const legend = Object.entries(colours).map(
    ([family, colour], i) => `<text x="${margin + i * 160}" y="${height - 16}" fill="${colour}">● ${family}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">
<rect width="${width}" height="${height}" fill="#fff"/>
${[...panels, ...legend].join('\n')}
</svg>
`
}
