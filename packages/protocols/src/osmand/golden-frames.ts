import type { GoldenFrame } from '../testing/golden-frame.ts'

const json = { 'content-type': 'application/json' }

/** Requests as the published pages of OsmAnd's online tracking and of the Traccar client show them. */
export const goldenFrames: readonly GoldenFrame[] = [
  {
    name: 'query of OsmAnd',
    over: 'http',
    request: {
      method: 'GET',
      url: '/?id=123456&lat=51.1&lon=71.4&timestamp=1795000000&hdop=1.2&altitude=350&speed=10&bearing=90&batt=77',
      headers: {},
    },
  },
  {
    name: 'form of the older Traccar client',
    over: 'http',
    request: { method: 'POST', url: '/', headers: {}, body: 'deviceid=abc&lat=51.1&lon=71.4&timestamp=1795000000&accuracy=12' },
  },
  {
    name: 'JSON of the Traccar client',
    over: 'http',
    request: {
      method: 'POST',
      url: '/',
      headers: json,
      body: JSON.stringify({
        device_id: '123456',
        location: {
          timestamp: '2026-11-18T10:00:00.000Z',
          coords: { latitude: 51.1, longitude: 71.4, accuracy: 8.3, speed: 0.2, heading: 90, altitude: 350 },
          is_moving: false,
          odometer: 12_345.6,
          event: 'motionchange',
          battery: { level: 0.77, is_charging: false },
          activity: { type: 'still' },
          extras: {},
        },
      }),
    },
  },
]
