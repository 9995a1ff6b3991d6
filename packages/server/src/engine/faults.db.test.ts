import { type DeviceId, type Instant, type Reading, type Rule, hour, instant, later, minute, second } from '@bilezik/domain'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Life, beginLife, valueOf } from '../testing/engine-life.ts'
import { type StoredGateway, storedGateway } from '../testing/stored-gateway.ts'
import { type MadePerson, type World, makeWorld } from '../testing/world.ts'

let clockShiftMs = 0
const clock = (): Instant => instant(Date.now() + clockShiftMs)
const care: Rule = { kind: 'device-care', lowBatteryPercent: 20 }
const cut: Reading = { kind: 'wear', signal: 'strap-cut' }

let world: World
let gateway: StoredGateway
let organisationId: string
let people = 0
let broken: MadePerson
let other: MadePerson

beforeAll(async () => {
  world = await makeWorld()
  organisationId = await world.addOrganisation('A')
  gateway = await storedGateway(world)
})
beforeEach(async () => {
  broken = await addPerson()
  other = await addPerson()
})
afterAll(() => world.end())

const addPerson = (): Promise<MadePerson> =>
  world.addPerson({
    organisationId,
    protocol: 'osmand',
    identifier: `faulty-${people++}`,
    rules: [care],
    termFrom: later(clock(), -3 * hour),
    termUntil: later(clock(), 48 * hour),
  })

const say = (deviceId: DeviceId, reading: Reading): Promise<void> => gateway.store(clock(), [{ deviceId, at: clock(), reading }])

async function pass(life: Life, ms = 3 * second): Promise<void> {
  clockShiftMs += ms
  await life.rounds()
}

async function alertsOf({ personId }: MadePerson): Promise<string[]> {
  const { rows } = await world.owner.query<{ kind: string; state: string }>(
    'SELECT kind, state FROM alerts WHERE person_id = $1 ORDER BY began_at',
    [personId],
  )
  return rows.map(({ kind, state }) => `${kind} ${state}`)
}

async function faultsOf({ personId }: MadePerson) {
  const { rows } = await world.owner.query<{ phase: string; error: string; attempts: number; is_over: boolean }>(
    'SELECT phase, error, attempts, ended_at IS NOT NULL AS is_over FROM engine_faults WHERE person_id = $1 ORDER BY began_at',
    [personId],
  )
  return rows
}

/** What the panel's row says of the person, and how often their page was told to look anew. */
async function shownOf({ personId }: MadePerson) {
  const { rows } = await world.owner.query<{ standing: string; told: number }>(
    `SELECT standing, (SELECT count(*)::int FROM feed_events WHERE subject_id = person_id AND kind = 'obligation') AS told
     FROM person_status WHERE person_id = $1`,
    [personId],
  )
  return rows[0]
}

/** Every plan of the person, changed. */
const changePlans = ({ personId }: MadePerson, path: string, value: unknown) =>
  world.owner.query('UPDATE stream_events SET body = jsonb_set(body, $2, $3) WHERE person_id = $1', [
    personId,
    path,
    JSON.stringify(value),
  ])

async function repeatPlan({ personId }: MadePerson): Promise<void> {
  await world.owner.query(
    `INSERT INTO stream_events (person_id, at, body) SELECT person_id, $2, body FROM stream_events WHERE person_id = $1 LIMIT 1`,
    [personId, new Date(clock())],
  )
}

test('a plan that nobody can step sets its person apart, and the other is watched; a mended plan brings back everything meanwhile', async () => {
  await changePlans(broken, '{plan,conditions,0,rule,kind}', 'a rule of the future')
  const life = await beginLife(world, clock)
  await world.untilTold()
  await pass(life)
  await say(broken.deviceId, cut)
  await say(other.deviceId, cut)
  await pass(life)
  expect(await alertsOf(other)).toEqual(['strap-cut active'])
  expect(await alertsOf(broken)).toEqual([])
  const [fault] = await faultsOf(broken)
  expect(fault).toMatchObject({ phase: 'replay', is_over: false })
  expect(fault?.error).toMatch(/^TypeError at compliance\/src\/\S+:\d+$/)
  expect(await valueOf(life.metrics.notWatched)).toBe(1)

  // Tried again with growing pauses: in a minute a few times, not every round.
  for (let i = 0; i < 60; i++) await pass(life, second)
  const attempts = (await faultsOf(broken))[0]?.attempts ?? 0
  expect(attempts).toBeGreaterThan(2)
  expect(attempts).toBeLessThan(9)

  await changePlans(broken, '{plan,conditions,0,rule,kind}', 'device-care')
  await repeatPlan(broken)
  await world.untilTold()
  await pass(life, 10 * minute)
  expect(await alertsOf(broken)).toEqual(['strap-cut active'])
  expect((await faultsOf(broken)).map((one) => one.is_over)).toEqual([true])
  expect(await valueOf(life.metrics.notWatched)).toBe(0)
  await life.crash()
})

test('an effect that the database refuses takes with it nothing of another person in the same round', async () => {
  await changePlans(broken, '{plan,conditions,0,orderId}', '00000000-0000-7000-8000-000000000000')
  const life = await beginLife(world, clock)
  await world.untilTold()
  await pass(life)
  const at = clock()
  await gateway.store(at, [
    { deviceId: broken.deviceId, at, reading: cut },
    { deviceId: other.deviceId, at, reading: cut },
  ])
  await pass(life, 500)
  expect(await alertsOf(other)).toEqual(['strap-cut active'])
  expect(await alertsOf(broken)).toEqual([])
  expect(await faultsOf(broken)).toMatchObject([{ phase: 'effects', error: expect.stringContaining('23503') }])
  // The engine goes on, also after a restart, and still knows whom it does not watch.
  await life.crash()
  const next = await beginLife(world, clock)
  await say(other.deviceId, { kind: 'wear', signal: 'strap-closed' })
  await pass(next)
  expect(await alertsOf(other)).toEqual(['strap-cut ended'])
  expect(await faultsOf(broken)).toMatchObject([{ phase: 'replay', is_over: false }])
  await changePlans(broken, '{plan,conditions,0,orderId}', broken.orderId)
  for (let i = 0; i < 10; i++) await pass(next, 10 * minute)
  expect(await alertsOf(broken)).toEqual(['strap-cut active'])
  await next.crash()
})

test('[1369.8b] whoever is set apart is shown as unclear, on screens that are open, too, and as before once they are watched again', async () => {
  const life = await beginLife(world, clock)
  await world.untilTold()
  await pass(life)
  for (const { deviceId } of [broken, other]) await say(deviceId, { kind: 'wear', signal: 'strap-closed' })
  await pass(life)
  await pass(life)
  const before = await shownOf(broken)
  expect(before?.standing).toBe('kept')
  await changePlans(broken, '{plan,conditions,0,rule,kind}', 'a rule of the future')
  await repeatPlan(broken)
  await world.untilTold()
  await pass(life)
  await pass(life)
  expect(await faultsOf(broken)).toMatchObject([{ is_over: false }])
  expect(await shownOf(broken)).toEqual({ standing: 'unclear', told: (before?.told ?? 0) + 1 })
  expect((await shownOf(other))?.standing).toBe('kept')

  await changePlans(broken, '{plan,conditions,0,rule,kind}', 'device-care')
  for (let i = 0; i < 3; i++) await pass(life, 10 * minute)
  expect(await faultsOf(broken)).toMatchObject([{ is_over: true }])
  expect((await shownOf(broken))?.standing).toBe('kept')
  expect((await shownOf(broken))?.told).toBeGreaterThan((before?.told ?? 0) + 1)
  await life.crash()
})

test.each([
  { what: 'no state at all', state: `'{}'::jsonb || jsonb_build_object('personId', person_id, 'at', state -> 'at')` },
  { what: 'a watch of an unknown kind', state: `jsonb_set(state, '{watches,0,kind}', '"nonsense"')` },
])('a stored state that holds $what is made anew from the beginning', async ({ state }) => {
  const first = await beginLife(world, clock)
  await world.untilTold()
  await pass(first)
  await first.engine.round(true)
  await first.crash()
  await world.owner.query(`UPDATE checkpoints SET state = ${state} WHERE person_id = $1`, [broken.personId])
  const life = await beginLife(world, clock)
  await say(broken.deviceId, cut)
  await say(other.deviceId, cut)
  await pass(life)
  for (let i = 0; i < 10; i++) await pass(life, minute)
  expect(await alertsOf(broken)).toEqual(['strap-cut active'])
  expect((await faultsOf(broken)).map((one) => one.is_over)).toEqual([true])
  expect(await alertsOf(other)).toEqual(['strap-cut active'])
  await life.crash()
})
