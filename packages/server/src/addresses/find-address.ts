import { type KnownPlace, findPlaces } from '@bilezik/domain'
import { languageOf } from '../http/accept-language.ts'
import type { Handler } from '../http/implement.ts'
import { loggable } from '../loggable.ts'

const fromGazetteer = ({ kind, name, region, lat, lon }: KnownPlace) => ({ precision: kind, name, region, lat, lon })

/** The own gazetteer always answers; a service goes before it where one is set and finds something. */
export const findAddress: Handler<'findAddress'> = async ({ context, body, request }) => {
  const { addressService, log } = context
  const own = {
    places: findPlaces(body.text).map(fromGazetteer),
    source: 'gazetteer' as const,
    attribution: 'GeoNames (CC BY 4.0)',
    isServiceAway: false,
  }
  if (!addressService || body.text === '') return own
  const found = await addressService.find(body.text, languageOf(request.headers['accept-language']), (error) =>
    log.warn({ err: loggable(error) }, 'The address service does not answer'),
  )
  if (!found) return { ...own, isServiceAway: true }
  if (found.length === 0) return own
  return {
    places: found.map(({ name, ...place }) => ({
      ...place,
      name: { kk: name.slice(0, 200), ru: name.slice(0, 200), en: name.slice(0, 200) },
      region: null,
    })),
    source: 'service',
    attribution: '© OpenStreetMap contributors (ODbL)',
    isServiceAway: false,
  }
}
