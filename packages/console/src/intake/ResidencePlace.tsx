import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, Suspense, lazy, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { FormProblem } from '../parts/FormProblem.tsx'
import { useLanguage } from '../i18n/use-language.ts'
import { type Values } from './record-sections.ts'
import classes from './intake.module.css'

const PlaceMap = lazy(() => import('./PlaceMap.tsx'))

interface ResidencePlaceProps {
  readonly values: Values
  readonly isFaulty: boolean
  readonly onChange: (part: Values) => void
}

const typed = (values: Values, name: string) => (typeof values[name] === 'string' ? values[name] : '')

/** The address, and the point on the map that it stands for: found by its words, clicked, or typed as numbers. */
export function ResidencePlace({ values, isFaulty, onChange }: ResidencePlaceProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [address, lat, lon] = [typed(values, 'address'), typed(values, 'lat'), typed(values, 'lon')]
  const [isRough, setIsRough] = useState(false)
  const find = useMutation({ mutationFn: (text: string) => call('findAddress', { body: { text } }) })
  const search = () => address.trim() !== '' && find.mutate(address.trim().slice(0, 300))
  // Enter looks for the address; it does not store the whole package.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    search()
  }
  const point =
    lat !== '' && lon !== '' && Number.isFinite(Number(lat)) && Number.isFinite(Number(lon))
      ? { lat: Number(lat), lon: Number(lon) }
      : null
  return (
    <div className={classes['wide']}>
      <div className={classes['search']}>
        <TextInput
          label={t('intake.field.residence.address')}
          name="residence.address"
          withAsterisk
          maxLength={200}
          autoComplete="off"
          error={isFaulty ? t('intake.placeFault') : null}
          value={address}
          onChange={(event) => onChange({ address: event.currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        <Button variant="default" loading={find.isPending} onClick={search}>
          {t('intake.findAddress')}
        </Button>
      </div>
      <FormProblem error={find.error} />
      <div role="status">
        {find.data && (
          <>
            {find.data.places.length === 0 && <p className={classes['hint']}>{t('intake.nothingFound')}</p>}
            {find.data.isServiceAway && <p className={classes['hint']}>{t('intake.serviceAway')}</p>}
            <ul className={classes['found']}>
              {find.data.places.map((place) => (
                <li key={`${place.lat} ${place.lon}`}>
                  <button
                    type="button"
                    onClick={() => {
                      onChange({ lat: String(place.lat), lon: String(place.lon) })
                      setIsRough(place.precision === 'place' || place.precision === 'region')
                    }}
                  >
                    {place.name[language]}
                    {place.region && <span>, {place.region[language]}</span>}{' '}
                    <small>{t(`intake.precision.${place.precision}`)}</small>
                  </button>
                </li>
              ))}
            </ul>
            {find.data.places.length > 0 && <p className={classes['hint']}>{find.data.attribution}</p>}
          </>
        )}
        {isRough && <p className={classes['note']}>{t('intake.rough')}</p>}
      </div>
      <div className={classes['point']}>
        {(['lat', 'lon'] as const).map((name) => (
          <TextInput
            key={name}
            label={t(`intake.field.residence.${name}`)}
            name={`residence.${name}`}
            inputMode="decimal"
            maxLength={12}
            autoComplete="off"
            value={typed(values, name)}
            onChange={(event) => {
              setIsRough(false)
              onChange({ [name]: event.currentTarget.value.replace(',', '.') })
            }}
          />
        ))}
      </div>
      <Suspense fallback={<div className={classes['map']} />}>
        <PlaceMap
          point={point}
          onPoint={(at) => {
            setIsRough(false)
            onChange({ lat: at.lat.toFixed(5), lon: at.lon.toFixed(5) })
          }}
        />
      </Suspense>
    </div>
  )
}
