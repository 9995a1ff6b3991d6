import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue, useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { personSearchQuery } from '../api/queries.ts'
import { problemText } from '../app/problem-text.ts'
import { comparator } from '../format/collate.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Answer } from '../api/client.ts'
import { useCan } from '../session/use-session.ts'
import { SeverityMark } from '../severity/SeverityMark.tsx'
import { physical } from './physical.ts'
import classes from './shell.module.css'

type Found = Answer<'listPersons'>['persons'][number]

export function PersonSearch() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const canOpen = useCan('location:read')
  const inputRef = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [query] = useDebouncedValue(text.trim(), 150)
  const found = useQuery(personSearchQuery(query))
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  useHotkeys([['slash', () => inputRef.current?.focus(), physical]])

  const open = (personId: string) => {
    setText('')
    combobox.closeDropdown()
    inputRef.current?.blur()
    void navigate({ to: '/persons/$personId', params: { personId } })
  }
  const compare = comparator(useLanguage())
  const nameOf = (person: Found) => [person.familyName, person.givenName, person.patronymic].filter(Boolean).join(' ')
  const persons = query === '' ? [] : (found.data?.persons ?? []).toSorted((a, b) => compare(nameOf(a), nameOf(b)))
  const emptyText =
    query === ''
      ? t('search.short')
      : found.isError
        ? problemText(found.error, t)
        : found.isPending
          ? t('app.loading')
          : t('search.nothing')

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={open}
      width={440}
      position="bottom-start"
      transitionProps={{ duration: 0 }}
      disabled={!canOpen}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={inputRef}
          className={classes['search']}
          role="combobox"
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          type="search"
          size="xs"
          value={text}
          rightSection={<kbd aria-hidden="true">/</kbd>}
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.openDropdown()
            combobox.selectFirstOption()
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape') inputRef.current?.blur()
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={t('search.label')}>
          {persons.length === 0 && <Combobox.Empty>{emptyText}</Combobox.Empty>}
          {persons.map((person) => (
            <Combobox.Option key={person.id} value={person.id}>
              <span className={classes['found']}>
                <span>{nameOf(person)}</span>
                {person.worstSeverity && (
                  <span className={classes['foundState']}>
                    <SeverityMark severity={person.worstSeverity} size={14} />
                    {t('search.incidents', { count: person.openIncidents })}
                  </span>
                )}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
