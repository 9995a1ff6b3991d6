import type { Row } from './sections.ts'

function cell(value: string | number | undefined): string {
  return typeof value === 'number' ? value.toLocaleString('en') : (value ?? '')
}

/** A plain table for people: a column for every name that any of the rows has. */
export function table(title: string, rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = [names, ...rows.map((row) => names.map((name) => cell(row[name])))]
  const widths = names.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  return [title, ...lines.map((line) => line.map((text, column) => text.padStart(widths[column] ?? 0)).join('  '))].join('\n')
}
