import type { Mark } from '@bilezik/contract'
import { useMemo } from 'react'
import { comparator } from '../../format/collate.ts'
import { moment } from '../../format/time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import classes from '../live-map.module.css'
import { rankOf } from '../sources/mark-features.ts'
import { useMapText } from '../use-map-text.ts'
import type { Words } from '../words.ts'
import { LegendIcon } from './legend-icon.tsx'

/** More rows than anyone reads without the map; the queue and the search hold everyone. */
const mostRows = 200

const rank = (mark: Mark) => (mark.openIncidents > 0 && mark.worstSeverity !== null ? rankOf(mark.worstSeverity) : 0)

interface Props {
  readonly marks: ReadonlyMap<string, Mark>
  readonly selectedPersonId: string | null
  readonly words: Words
  readonly onSelect: (personId: string) => void
}

function Row({
  mark,
  isSelected,
  words,
  onSelect,
}: Omit<Props, 'marks' | 'selectedPersonId'> & { readonly mark: Mark; readonly isSelected: boolean }) {
  const language = useLanguage()
  const severity = mark.openIncidents > 0 ? mark.worstSeverity : null
  return (
    <tr data-selected={isSelected}>
      <td>
        <button type="button" aria-current={isSelected} onClick={() => onSelect(mark.personId)}>
          {mark.name}
        </button>
      </td>
      <td>
        <LegendIcon shape={mark.standing} /> {words.standing[mark.standing]}
      </td>
      <td>
        {severity !== null && (
          <>
            <LegendIcon shape={severity} /> {words.severity[severity]} · {mark.openIncidents}
          </>
        )}
      </td>
      <td>{moment(Date.parse(mark.fixAt), Date.now(), language)}</td>
    </tr>
  )
}

/** Everyone as a table, the worst first, where no map can be drawn. */
export function FallbackList({ marks, selectedPersonId, words, onSelect }: Props) {
  const text = useMapText()
  const language = useLanguage()
  const sorted = useMemo(() => {
    const byName = comparator(language)
    return [...marks.values()].toSorted((a, b) => rank(b) - rank(a) || byName(a.name, b.name))
  }, [marks, language])
  const rows = sorted.slice(0, mostRows)
  return (
    <>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{text('list.name')}</th>
            <th scope="col">{text('list.state')}</th>
            <th scope="col">{text('list.incidents')}</th>
            <th scope="col">{text('list.fixAt')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((mark) => (
            <Row
              key={mark.personId}
              mark={mark}
              isSelected={mark.personId === selectedPersonId}
              words={words}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
      {sorted.length > rows.length && (
        <p className={classes['note']}>{text('list.more', { count: sorted.length - rows.length })}</p>
      )}
    </>
  )
}
