import { TextInput } from '@mantine/core'
import { Suspense, lazy, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AddressSearch, isRoughPlace } from '../addresses/AddressSearch.tsx'
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
  const [address, lat, lon] = [typed(values, 'address'), typed(values, 'lat'), typed(values, 'lon')]
  const [isRough, setIsRough] = useState(false)
  const point =
    lat !== '' && lon !== '' && Number.isFinite(Number(lat)) && Number.isFinite(Number(lon))
      ? { lat: Number(lat), lon: Number(lon) }
      : null
  return (
    <div className={classes['wide']}>
      <AddressSearch
        label={t('intake.field.residence.address')}
        name="residence.address"
        withAsterisk
        error={isFaulty ? t('intake.placeFault') : null}
        text={address}
        onText={(next) => onChange({ address: next })}
        onPick={(place) => {
          onChange({ lat: String(place.lat), lon: String(place.lon) })
          setIsRough(isRoughPlace(place))
        }}
      />
      <div role="status">{isRough && <p className={classes['note']}>{t('intake.rough')}</p>}</div>
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
