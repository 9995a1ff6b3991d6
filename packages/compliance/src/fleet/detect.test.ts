import { type DeviceId, type Instant, hour, instant, later, minute, second } from '@bilezik/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clock } from '../testing/scenario.ts'
import { stepFleet } from './detect.ts'
import { type FleetEffect, type FleetState, initialFleetState } from './fleet-state.ts'
import type { FleetAttributes } from './group.ts'

interface TestDevice {
  readonly id: DeviceId
  readonly attributes: FleetAttributes
  readonly everyMs: number
  /** Whether something keeps it from being heard. */
  isOut: (at: Instant) => boolean
}

let draw = 1
/** Numbers in [0, 1) that look random and are the same in every run. */
function unit(): number {
  draw = (draw * 1_103_515_245 + 12_345) % 2_147_483_648
  return draw / 2_147_483_648
}

function fleet(count: number, attributes: (i: number) => Partial<FleetAttributes>, everyMs: (i: number) => number): TestDevice[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `device-${String(i).padStart(4, '0')}` as DeviceId,
    attributes: { regions: ['astana'], model: 'A', gateway: '1', ...attributes(i) },
    everyMs: everyMs(i),
    isOut: () => false,
  }))
}

interface Run {
  state: FleetState
  readonly effects: (FleetEffect & { readonly tickAt: Instant })[]
}

const tickMs = 5 * second

/** Time passes as the engine lets it: contacts are gathered, and looked at every five seconds. Nothing else is told at a tick. */
function run(devices: readonly TestDevice[], from: Instant, until: Instant, before: FleetState = initialFleetState): Run {
  const played: Run = { state: before, effects: [] }
  const next = devices.map((device) => from + Math.floor(unit() * device.everyMs))
  for (let at = from; at < until; at = later(at, tickMs)) {
    const contacts = devices.flatMap((device, i) => {
      let last: Instant | undefined
      for (; (next[i] as number) <= at; next[i] = (next[i] as number) + device.everyMs) {
        const then = instant(next[i] as number)
        if (!device.isOut(then)) last = then
      }
      return last === undefined ? [] : [{ deviceId: device.id, at: last, attributes: device.attributes }]
    })
    for (const event of [{ kind: 'heard', at, contacts } as const, { kind: 'tick', at } as const]) {
      const result = stepFleet(played.state, event)
      played.state = result.state
      played.effects.push(...result.effects.map((effect) => ({ ...effect, tickAt: at })))
    }
  }
  return played
}

const start = clock('00:00')
const lost = clock('12:00')
const back = clock('12:30')
const outBetween = (from: Instant, until: Instant) => (at: Instant) => at >= from && at < until

function begun({ effects }: Run): string[] {
  return effects.flatMap((effect) =>
    effect.kind === 'outage-begins' ? [[effect.group.kind, ...effect.group.values].join(' ')] : [],
  )
}

function silencedIn({ effects }: Run): Set<DeviceId> {
  return new Set(effects.flatMap((effect) => (effect.kind === 'devices-lost' ? effect.devices.map((d) => d.deviceId) : [])))
}

/** 90 devices of three networks in two regions, of three models, speaking every 25 to 60 seconds. */
function mixed(): TestDevice[] {
  const networks = ['401-01', '401-02', '401-77']
  return fleet(
    90,
    (i) => ({ network: networks[i % 3] as string, regions: [i < 50 ? 'astana' : 'almaty', 'republic'], model: `M${i % 5}` }),
    (i) => (25 + ((i * 7) % 36)) * second,
  )
}

describe('an outage of many', () => {
  it('[MON.outage] is the network of all that went silent, found within a few missed reports and ended when most speak again', () => {
    const devices = mixed()
    const out = devices.filter((device) => device.attributes.network === '401-02')
    for (const device of out) device.isOut = outBetween(lost, back)
    const played = run(devices, start, clock('13:00'))
    expect(begun(played)).toEqual(['network 401-02'])
    const [began, ended] = ['outage-begins', 'outage-ends'].map((kind) => played.effects.find((effect) => effect.kind === kind))
    expect(began?.tickAt).toBeLessThan(later(lost, 4 * minute))
    expect(began?.kind === 'outage-begins' && Math.abs(began.from - lost)).toBeLessThan(minute)
    expect(ended?.tickAt).toBeGreaterThan(back)
    expect(ended?.tickAt).toBeLessThan(later(back, 2 * minute))
    expect(silencedIn(played)).toEqual(new Set(out.map((device) => device.id)))
    expect(played.state.outages).toEqual([])
  })

  it.each([
    {
      given: 'one network in one region',
      is: (a: FleetAttributes) => a.network === '401-01' && a.regions[0] === 'almaty',
      found: ['network-in-region 401-01 almaty'],
    },
    { given: 'every network of a region', is: (a: FleetAttributes) => a.regions[0] === 'almaty', found: ['region almaty'] },
    { given: 'a model', is: (a: FleetAttributes) => a.model === 'M2', found: ['model M2'] },
    {
      given: 'a network and a model at once',
      is: (a: FleetAttributes) => a.network === '401-77' || a.model === 'M2',
      found: ['network 401-77', 'model M2'],
    },
  ])('of $given is called that', ({ is, found }) => {
    const devices = mixed()
    for (const device of devices) if (is(device.attributes)) device.isOut = outBetween(lost, back)
    expect(begun(run(devices, start, clock('12:20'))).toSorted()).toEqual(found.toSorted())
  })

  it('of a firmware is not blamed on its whole model', () => {
    const devices = fleet(
      60,
      (i) => ({ network: `401-0${i % 2}`, firmware: i % 3 === 0 ? '1.2' : '1.1' }),
      () => 45 * second,
    )
    for (const device of devices) if (device.attributes.firmware === '1.2') device.isOut = outBetween(lost, back)
    expect(begun(run(devices, start, clock('12:20')))).toEqual(['firmware A 1.2'])
  })

  it('is found among devices that speak every 15 minutes, from what they have missed', () => {
    const devices = fleet(
      60,
      (i) => ({ network: `401-0${i % 2}` }),
      () => 15 * minute,
    )
    for (const device of devices) if (device.attributes.network === '401-01') device.isOut = outBetween(lost, clock('14:00'))
    const played = run(devices, start, clock('13:30'))
    expect(begun(played)).toEqual(['network 401-01'])
    expect(played.effects[0]?.tickAt).toBeLessThan(later(lost, 45 * minute))
  })

  it('is found when silence arrives slowly', () => {
    const devices = fleet(
      60,
      (i) => ({ network: `401-0${i % 2}` }),
      () => 45 * second,
    )
    const going = devices.filter((device) => device.attributes.network === '401-01')
    going.forEach((device, i) => (device.isOut = outBetween(later(lost, (i * 20 * minute) / going.length), clock('14:00'))))
    const played = run(devices, start, clock('12:40'))
    expect(begun(played)).toEqual(['network 401-01'])
    expect(silencedIn(played).size).toBe(30)
  })

  it('leaves the time before it to who was silent already', () => {
    const devices = mixed()
    const out = devices.filter((device) => device.attributes.network === '401-02')
    for (const device of out) device.isOut = outBetween(lost, back)
    const [first] = out as [TestDevice]
    first.isOut = outBetween(clock('11:45'), back)
    const played = run(devices, start, clock('12:25'))
    const told = played.effects.flatMap((effect) => (effect.kind === 'devices-lost' ? effect.devices : []))
    expect(told.find(({ deviceId }) => deviceId === first.id)?.blindFrom).toBeGreaterThan(clock('11:58'))
  })

  it('is told ahead in bounded pieces while it lasts, and at the end whose silence is their own again', () => {
    const devices = mixed()
    const out = devices.filter((device) => device.attributes.network === '401-02')
    for (const device of out) device.isOut = outBetween(lost, clock('14:00'))
    const [dead] = out as [TestDevice]
    dead.isOut = (at) => at >= lost
    const played = run(devices, start, clock('14:30'))
    const told = played.effects.filter((effect) => effect.kind === 'devices-lost')
    for (const { until, tickAt } of told) expect(until - tickAt).toBeLessThanOrEqual(15 * minute)
    const last = told.reduce((until, effect) => Math.max(until, effect.until), 0)
    expect(last).toBeGreaterThan(clock('14:00'))
    const end = played.effects.find((effect) => effect.kind === 'outage-ends')
    expect(end?.kind === 'outage-ends' && end.stragglers.map(({ deviceId }) => deviceId)).toContain(dead.id)
    expect(end?.kind === 'outage-ends' && end.graceUntil - end.endedAt).toBe(3 * minute)
  })

  it('does not last for ever', () => {
    const devices = mixed()
    for (const device of devices) if (device.attributes.network === '401-02') device.isOut = (at) => at >= lost
    const played = run(devices, start, clock('06:00', 1))
    expect(played.effects.filter((effect) => effect.kind === 'outage-ends')).toHaveLength(1)
    expect(begun(played)).toHaveLength(1)
  })
})

describe('no outage', () => {
  it('is five phones that are switched off at night', () => {
    const devices = fleet(
      5,
      () => ({ network: '401-01' }),
      () => minute,
    )
    for (const device of devices) device.isOut = outBetween(clock('23:00'), clock('06:00', 1))
    expect(begun(run(devices, start, clock('07:00', 1)))).toEqual([])
  })

  it('are silences that come each by itself', () => {
    const devices = mixed()
    for (const device of devices) {
      const gaps = Array.from({ length: 24 }, () => start + Math.floor(unit() * 24 * hour))
      device.isOut = (at) => gaps.some((gap) => at >= gap && at < gap + 12 * minute)
    }
    expect(begun(run(devices, start, clock('00:00', 1)))).toEqual([])
  })

  it('is our own silence, nor the wait for what was kept for us', () => {
    const devices = mixed()
    const first = run(devices, start, lost)
    const { state } = stepFleet(first.state, { kind: 'deaf', at: back, until: later(back, 3 * minute) })
    expect(begun(run(devices, later(back, minute), clock('13:30'), state))).toEqual([])
  })

  it('is a fleet that is taken off the watch', () => {
    const devices = mixed()
    const first = run(devices, start, lost)
    const { state } = stepFleet(first.state, { kind: 'forget', at: lost, deviceIds: devices.map((device) => device.id) })
    expect(begun(run([], lost, clock('13:30'), state))).toEqual([])
    expect(state.devices).toEqual({})
  })
})

it('a state that went through JSON goes on as if it had not, and no event changes the one before it', () => {
  const devices = mixed()
  for (const device of devices) if (device.attributes.network === '401-02') device.isOut = outBetween(lost, back)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), (minutes) => {
      const first = run(devices, clock('10:00'), later(lost, minutes * minute))
      const text = JSON.stringify(first.state)
      const events = [
        { kind: 'tick', at: later(first.state.at, minute) },
        {
          kind: 'heard',
          at: later(first.state.at, 2 * minute),
          contacts: [{ deviceId: devices[1]!.id, at: first.state.at, attributes: devices[1]!.attributes }],
        },
        { kind: 'tick', at: later(first.state.at, 20 * minute) },
      ] as const
      let [a, b] = [first.state, JSON.parse(text) as FleetState]
      expect(b).toEqual(a)
      for (const event of events) {
        const [left, right] = [stepFleet(a, event), stepFleet(b, event)]
        expect(right).toEqual(left)
        ;[a, b] = [left.state, right.state]
      }
      expect(JSON.stringify(first.state)).toBe(text)
    }),
    { numRuns: 5 },
  )
})
