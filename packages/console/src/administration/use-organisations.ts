import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { organisationsQuery } from '../api/queries.ts'
import { comparator } from '../format/collate.ts'
import { useLanguage } from '../i18n/use-language.ts'

/** Organisations in scope, sorted and named in the reader's language. */
export function useOrganisations() {
  const language = useLanguage()
  const query = useQuery(organisationsQuery)
  const data = query.data?.organisations
  const compare = comparator(language)
  const list = useMemo(() => data?.toSorted((a, b) => compare(a.name[language], b.name[language])), [data, compare, language])
  const names = useMemo(() => new Map(data?.map(({ id, name }) => [id, name[language]])), [data, language])
  const options = useMemo(() => (list ?? []).map(({ id, name }) => ({ value: id, label: name[language] })), [list, language])
  return { query, list, options, nameOf: (id: string | null) => (id === null ? '' : (names.get(id) ?? '')) }
}
