import { Button, TextInput, type TextInputProps } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../api/client.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { FormProblem } from '../parts/FormProblem.tsx'
import classes from './addresses.module.css'

type FoundPlace = Answer<'findAddress'>['places'][number]

/** Of a town or a region the point is its middle: nobody lives there, and it is said. */
export const isRoughPlace = ({ precision }: FoundPlace) => precision === 'place' || precision === 'region'

interface AddressSearchProps extends Pick<TextInputProps, 'label' | 'name' | 'error' | 'withAsterisk' | 'size'> {
  readonly text: string
  readonly onText: (text: string) => void
  readonly onPick: (place: FoundPlace) => void
}

/** Places in Kazakhstan by the words of an address, from the own gazetteer or the service that is set; one of them is picked. */
export function AddressSearch({ text, onText, onPick, ...field }: AddressSearchProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const find = useMutation({ mutationFn: (asked: string) => call('findAddress', { body: { text: asked } }) })
  const search = () => text.trim() !== '' && find.mutate(text.trim().slice(0, 300))
  // Enter looks for the address; it does not send the form around it.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    search()
  }
  const found = find.data
  return (
    <>
      <div className={classes['search']}>
        <TextInput
          {...field}
          maxLength={200}
          autoComplete="off"
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button variant="default" size={field.size === 'xs' ? 'xs' : 'sm'} loading={find.isPending} onClick={search}>
          {t('intake.findAddress')}
        </Button>
      </div>
      <FormProblem error={find.error} />
      <div role="status">
        {found && (
          <>
            {found.places.length === 0 && <p className={classes['hint']}>{t('intake.nothingFound')}</p>}
            {found.isServiceAway && <p className={classes['hint']}>{t('intake.serviceAway')}</p>}
            <ul className={classes['found']}>
              {found.places.map((place) => (
                <li key={`${place.lat} ${place.lon}`}>
                  <button type="button" onClick={() => onPick(place)}>
                    {place.name[language]}
                    {place.region && <span>, {place.region[language]}</span>}{' '}
                    <small>{t(`intake.precision.${place.precision}`)}</small>
                  </button>
                </li>
              ))}
            </ul>
            {found.places.length > 0 && <p className={classes['hint']}>{found.attribution}</p>}
          </>
        )}
      </div>
    </>
  )
}
