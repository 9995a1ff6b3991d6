import { languages } from '@bilezik/domain'
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { personSearchQuery } from '../api/queries.ts'
import { dateOn } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type ChosenPerson, type IntakeDraft, type PersonDraft } from './draft-store.ts'
import { useSettled } from './use-settled.ts'
import classes from './intake.module.css'

const fullName = (person: { familyName: string; givenName: string; patronymic: string | null }) =>
  [person.familyName, person.givenName, person.patronymic].filter(Boolean).join(' ')

/** Asked for once typing rests: every such question about a number stands in the log. */
function usePersonCheck(person: PersonDraft, isAsked: boolean) {
  const orNull = (text: string) => text.trim() || null
  const asked = useSettled({
    familyName: orNull(person.familyName),
    givenName: orNull(person.givenName),
    patronymic: orNull(person.patronymic),
    iin: orNull(person.iin),
    birthOn: orNull(person.birthOn),
  })
  const isEnough = (asked.iin?.length ?? 0) >= 12 || (asked.familyName !== null && asked.givenName !== null)
  return useQuery({
    queryKey: ['person-check', asked],
    queryFn: ({ signal }) => call('checkPerson', { body: asked, signal }),
    enabled: isAsked && isEnough,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
  })
}

interface PersonSectionProps {
  readonly draft: IntakeDraft
  readonly faults: readonly string[]
  readonly onChange: (part: Partial<IntakeDraft>) => void
}

/** Who it is: first looked for, then entered; whoever is known already is shown while it is typed. */
export function PersonSection({ draft, faults, onChange }: PersonSectionProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const choose = (chosen: ChosenPerson | null) => onChange({ chosen })
  if (draft.chosen) {
    return (
      <p className={classes['chosen']}>
        <b>{draft.chosen.name}</b>
        {draft.chosen.birthOn !== null && <span>{t('intake.bornOn', { date: dateOn(draft.chosen.birthOn, language) })}</span>}
        <Button variant="default" size="compact-sm" onClick={() => choose(null)}>
          {t('intake.chooseAnother')}
        </Button>
      </p>
    )
  }
  return (
    <>
      <KnownPersons onChoose={choose} />
      <h3 className={classes['orNew']}>{t('intake.newPerson')}</h3>
      <NewPerson draft={draft} faults={faults} onChange={onChange} onChoose={choose} />
    </>
  )
}

function KnownPersons({ onChoose }: { readonly onChoose: (person: ChosenPerson) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [query, setQuery] = useState('')
  const found = useQuery(personSearchQuery(useSettled(query)))
  return (
    <>
      <TextInput
        type="search"
        label={t('intake.searchPerson')}
        description={t('intake.searchPersonHint')}
        maxLength={100}
        autoComplete="off"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <div role="status">
        {query.trim() !== '' && found.data?.persons.length === 0 && <p className={classes['hint']}>{t('intake.nobodyFound')}</p>}
        {query.trim() !== '' && (
          <ul className={classes['found']}>
            {found.data?.persons.map((person) => (
              <li key={person.id}>
                <button
                  type="button"
                  onClick={() => onChoose({ id: person.id, name: fullName(person), birthOn: person.birthOn })}
                >
                  {fullName(person)}
                  {person.birthOn !== null && <small> {t('intake.bornOn', { date: dateOn(person.birthOn, language) })}</small>}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  )
}

interface NewPersonProps extends PersonSectionProps {
  readonly onChoose: (person: ChosenPerson) => void
}

function NewPerson({ draft, faults, onChange, onChoose }: NewPersonProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { person } = draft
  const change = (part: Partial<PersonDraft>) => onChange({ person: { ...person, ...part } })
  const check = usePersonCheck(person, true).data
  const iinError = check?.iin === 'bad-checksum' && person.iin.trim() !== '' ? t('intake.iin.bad-checksum') : null
  const field = (name: keyof PersonDraft, more: object = {}) => (
    <TextInput
      label={t(`intake.person.${name}`)}
      name={`person.${name}`}
      maxLength={name === 'phone' ? 50 : 100}
      autoComplete="off"
      error={faults.includes(name) ? t('intake.fault') : null}
      value={person[name]}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
      {...more}
    />
  )
  return (
    <>
      <div className={classes['fields']}>
        {field('familyName', { withAsterisk: true })}
        {field('givenName', { withAsterisk: true })}
        {field('patronymic')}
        {field('birthOn', {
          type: 'date',
          inputWrapperOrder: ['label', 'input', 'description', 'error'],
          ...(person.birthOn !== '' && { description: dateOn(person.birthOn, language) }),
        })}
        {field('iin', {
          inputMode: 'numeric',
          maxLength: 14,
          error: iinError ?? (faults.includes('iin') ? t('intake.iin.not-twelve-digits') : null),
        })}
        {field('phone', { type: 'tel' })}
        <NativeSelect
          label={t('intake.person.language')}
          value={person.language}
          onChange={(event) =>
            change({ language: languages.find((one) => one === event.currentTarget.value) ?? person.language })
          }
          data={languages.map((one) => ({ value: one, label: t(`language.${one}`) }))}
        />
      </div>
      <div role="status">
        {check?.doubts.map((doubt) => (
          <p key={doubt} className={classes['note']}>
            {t(`intake.iin.${doubt}`)}
          </p>
        ))}
        {check && <Known check={check} draft={draft} onChange={onChange} onChoose={onChoose} />}
      </div>
    </>
  )
}

interface KnownProps extends Omit<NewPersonProps, 'faults'> {
  readonly check: NonNullable<ReturnType<typeof usePersonCheck>['data']>
}

/** Who has this number, and who is alike: choose them, or say that this is another person. */
function Known({ check, draft, onChange, onChoose }: KnownProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { holder, similar } = check
  const nameOfHolder = fullName({ ...draft.person })
  return (
    <>
      {holder && (
        <p className={classes['note']}>
          {holder.personId === null
            ? t('intake.knownElsewhere', { organisation: holder.organisation.name[language] })
            : t('intake.knownHere')}{' '}
          {holder.personId !== null && (
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => {
                const { personId } = holder
                const known = similar.find(({ id }) => id === personId)
                if (personId !== null)
                  onChoose({ id: personId, name: known ? fullName(known) : nameOfHolder.trim(), birthOn: known?.birthOn ?? null })
              }}
            >
              {t('intake.takeKnown')}
            </Button>
          )}
        </p>
      )}
      {similar.length > 0 && <h3 className={classes['orNew']}>{t('intake.similar')}</h3>}
      <ul className={classes['similar']}>
        {similar.map((one) => (
          <li key={one.id}>
            <span>
              {fullName(one)}
              {one.birthOn !== null && `, ${t('intake.bornOn', { date: dateOn(one.birthOn, language) })}`}
              {one.iinMasked !== null && `, ${t('intake.person.iin')} ${one.iinMasked}`}
            </span>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => onChoose({ id: one.id, name: fullName(one), birthOn: one.birthOn })}
            >
              {t('intake.takeKnown')}
            </Button>
            {one.isRefused && (
              <Checkbox
                size="xs"
                label={t('intake.another')}
                checked={draft.otherThan.includes(one.id)}
                onChange={(event) =>
                  onChange({
                    otherThan: event.currentTarget.checked
                      ? [...draft.otherThan, one.id]
                      : draft.otherThan.filter((id) => id !== one.id),
                  })
                }
              />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
