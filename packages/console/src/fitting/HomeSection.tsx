import { distanceMetres } from '@bilezik/domain'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { distance } from '../format/number.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Fitting } from './fitting-query.ts'
import classes from './fitting.module.css'
import { type FittingWork } from './use-fitting-draft.ts'

/** Farther from the recorded residence than a house is wide, with the phone's own error: somebody should look. */
const farMetres = 150

/** Where the fitter stands, by the phone or tablet. The decision's address is what binds; this only says whether the two agree. */
export function HomeSection({ fitting, work }: { readonly fitting: Fitting; readonly work: FittingWork }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [problem, setProblem] = useState<string | null>(null)
  const { residence, homeCapture } = fitting
  const capture = () => {
    setProblem(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        work.enqueue({
          id: crypto.randomUUID(),
          kind: 'records',
          records: [
            {
              kind: 'home-capture',
              lat: coords.latitude,
              lon: coords.longitude,
              accuracyMetres: Math.min(100_000, coords.accuracy),
              capturedAt: new Date().toISOString(),
            },
          ],
        }),
      () => setProblem(t('fitting.noPosition')),
      { enableHighAccuracy: true, timeout: 30_000, maximumAge: 0 },
    )
  }
  const places = [
    ...(homeCapture ? [{ what: t('fitting.standing'), at: homeCapture }] : []),
    ...fitting.kit.flatMap(({ identifier, fix }) => (fix ? [{ what: identifier, at: fix }] : [])),
  ]
  return (
    <section>
      <h2>{t('fitting.home')}</h2>
      <p className={classes['hint']}>{residence ? residence.address : t('fitting.noResidence')}</p>
      {residence &&
        places.map(({ what, at }) => {
          const apart = distanceMetres(at, residence)
          return (
            <p key={what} className={apart > farMetres ? classes['wanting'] : classes['hint']}>
              {t(apart > farMetres ? 'fitting.far' : 'fitting.near', { what, distance: distance(apart, language) })}
            </p>
          )
        })}
      <Button variant="default" onClick={capture}>
        {t('fitting.capture')}
      </Button>
      {problem && <p role="alert">{problem}</p>}
    </section>
  )
}
