export interface Requirement {
  readonly id: string
  /** The heading that the row stands under: `A. Legal basis of an order`. */
  readonly group: string
  /** Where the requirement comes from: provisions, `policy`, or nothing but ourselves (`–`). */
  readonly source: string
  readonly text: string
}

/** The rows of the design's tables of requirements: `| ID | Source | The system must |` under `## A. …` headings. */
export function parseRequirements(markdown: string): readonly Requirement[] {
  let group = ''
  const rows: Requirement[] = []
  for (const line of markdown.split('\n')) {
    if (line.startsWith('## ')) group = line.slice(3).trim()
    if (!line.startsWith('|')) continue
    const cells = line.replace(/^\||\|$/g, '').split('|')
    const [id, source, text] = cells.map((cell) => cell.trim())
    if (cells.length !== 3 || !id || !source || !text) throw new Error(`not a row of three cells: ${line}`)
    const isFrame = id === 'ID' || /^-+$/.test(id)
    if (!isFrame) rows.push({ id, group, source, text })
  }
  return rows
}
