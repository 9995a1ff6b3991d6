import type { HttpRequest } from '../codec.ts'
import { hexOf } from '../cursor.ts'
import type { GoldenFrame } from '../testing/golden-frame.ts'
import { encodeOwnTracksPublication, encodeOwnTracksRequest } from './encoding.ts'
import { instant } from '@bilezik/domain'

function posted(name: string, body: string, headers: HttpRequest['headers'] = {}): GoldenFrame {
  return { name, over: 'http', request: { method: 'POST', url: '/', headers, body } }
}

function published(name: string, topic: string, payload: string): GoldenFrame {
  return { name, over: 'mqtt', topic, hex: hexOf(new TextEncoder().encode(payload)) }
}

const sender = { user: 'jane', device: 'phone' }
const at = instant(1_767_261_600_000)
const location = {
  type: 'location',
  fixAt: at,
  lat: 51.1282,
  lon: 71.4306,
  accuracyMetres: 12,
  speedKilometresPerHour: 36,
  batteryPercent: 81,
  battery: 'charging',
  trigger: 'r',
} as const
const beacon = encodeOwnTracksPublication(sender, {
  type: 'beacon',
  fixAt: at,
  uuid: 'CA271EAE-5FA8-4E80-8F08-2A302A95A959',
  major: 1,
  minor: 33_000,
  signal: -67,
})
const lost = encodeOwnTracksPublication(sender, { type: 'lwt', fixAt: at })

/** The booklet's JSON page describes fields and prints no whole message; its other pages do, and one of its issues. */
export const goldenFrames: readonly GoldenFrame[] = [
  posted(
    'OwnTracks booklet, Traccar page, least location by tracker',
    '{"lon":2.29513,"lat":48.85833,"_type":"location","tst":1497476456, "tid":"JJ"}',
  ),
  posted(
    'OwnTracks booklet, Traccar page, location by topic without a time',
    '{"lon":2.29513,"lat":48.85833,"_type":"location","topic":"owntracks/jane/phone", "tid": "JJ"}',
  ),
  posted(
    'OwnTracks booklet, Traccar page, location of an app',
    `{
  "cog": 271,
  "batt": 41,
  "lon": 2.29513,
  "acc": 5,
  "vel": 61,
  "vac": 21,
  "lat": 48.85833,
  "t": "u",
  "tst": 1497508651,
  "alt": 167,
  "_type": "location",
  "topic": "owntracks/jane/iphone",
  "p": 71,
  "tid": "JJ"
}`,
  ),
  published(
    'OwnTracks booklet, beacons page, transition (its topic by the JSON page)',
    'owntracks/jane/phone/event',
    `{
    "_type": "transition",
    "acc": 65,
    "desc": "Main@WestWing",
    "event": "enter",
    "lat": 2.2222,
    "lon": 1.1111,
    "tid": "jp",
    "tst": 1433342520,
    "wtst": 1432817332
}`,
  ),
  published(
    'OwnTracks booklet, regions page, waypoint',
    'owntracks/jane/phone/waypoint',
    `{
"_type": "waypoint",
"desc": "Paris is lovely",
"lat": "48.858330",
"lon": "2.295130",
"rad": "50",
"tst": "1385997757",
"rid": "f7676c"
}`,
  ),
  published(
    'OwnTracks booklet, pedometer page, steps (its topic by the JSON page)',
    'owntracks/jj/5s/step',
    `{
    "_type": "steps", 
    "from": 1400455130, 
    "steps": 1234, 
    "to": 1400458000, 
    "tst": 1400455130
}`,
  ),
  published(
    'OwnTracks booklet issue 89, status of Android (its topic by the JSON page)',
    'owntracks/jane/phone/status',
    '{"_type":"status","_id":"267c4b0d","android":{"hib":1,"bo":0,"loc":0,"ps":0,"wifi":1}}',
  ),
  {
    name: 'made by the encoder here: location in answer to a command',
    over: 'http',
    request: encodeOwnTracksRequest(sender, location),
  },
  { name: 'made by the encoder here: beacon', over: 'mqtt', topic: beacon.topic, hex: hexOf(beacon.payload) },
  { name: 'made by the encoder here: last will', over: 'mqtt', topic: lost.topic, hex: hexOf(lost.payload) },
]
