import { minute } from '@bilezik/domain'
import { type BenchProtocolName, type Fault, faults } from '@bilezik/simulator'
import { describe, expect, it } from 'vitest'
import { examineOnBench } from './bench.fixture.ts'
import type { Examination } from './examine.ts'
import { requirements } from './requirements/index.ts'
import { reportOf } from './report/report.ts'
import { reportText } from './report/report-text.ts'

const idsOf = ({ judged }: Examination, verdict: string) => judged.filter((one) => one.verdict === verdict).map(({ id }) => id)
const reasons = ({ judged }: Examination) => judged.map(({ id, verdict, reason }) => `${id} ${verdict}: ${reason}`).join('\n')

const sound: readonly { protocol: BenchProtocolName; notApplicable: readonly string[] }[] = [
  { protocol: 'gt06', notApplicable: [] },
  { protocol: 'osmand', notApplicable: ['commands'] },
  { protocol: 'teltonika', notApplicable: ['wear'] },
  { protocol: 'teltonika/udp', notApplicable: ['wear', 'commands'] },
  { protocol: 'bilezik', notApplicable: [] },
  { protocol: 'bilezik/mqtt', notApplicable: [] },
  { protocol: 'owntracks/mqtt', notApplicable: ['wear'] },
]

/** What a fault fails: the requirement it is made for first, then what it necessarily drags along. */
const faulty: readonly { protocol: BenchProtocolName; fault: Fault; fails: readonly string[] }[] = [
  { protocol: 'gt06', fault: 'changes-name', fails: ['login'] },
  { protocol: 'teltonika', fault: 'changes-name', fails: ['login'] },
  // The name stands in every request: under another one the same record has other bytes.
  { protocol: 'osmand', fault: 'changes-name', fails: ['login', 'acknowledgement'] },
  { protocol: 'gt06', fault: 'garbles-frames', fails: ['integrity'] },
  { protocol: 'bilezik', fault: 'garbles-frames', fails: ['integrity'] },
  { protocol: 'osmand', fault: 'reports-irregularly', fails: ['reporting'] },
  { protocol: 'teltonika', fault: 'clock-ahead', fails: ['clock'] },
  { protocol: 'bilezik', fault: 'never-sends-again', fails: ['acknowledgement'] },
  { protocol: 'gt06', fault: 'never-sends-again', fails: ['acknowledgement'] },
  // Datagrams go out during the outage too, and what was sent is done.
  { protocol: 'teltonika/udp', fault: 'never-sends-again', fails: ['acknowledgement', 'backlog'] },
  { protocol: 'bilezik/mqtt', fault: 'never-sends-again', fails: ['acknowledgement'] },
  { protocol: 'teltonika', fault: 'repeats-acknowledged', fails: ['acknowledgement'] },
  { protocol: 'teltonika', fault: 'forgets-while-away', fails: ['backlog'] },
  { protocol: 'gt06', fault: 'storms', fails: ['reconnect'] },
  { protocol: 'osmand', fault: 'feels-no-strap', fails: ['wear'] },
  { protocol: 'gt06', fault: 'tells-no-battery', fails: ['battery'] },
  { protocol: 'bilezik', fault: 'ignores-commands', fails: ['commands'] },
]

describe.concurrent(
  '[AT.local] a maker’s device gets a verdict for each requirement, over a real socket',
  { timeout: 2 * minute },
  () => {
    it.each(sound)('a sound device passes over $protocol', async ({ protocol, notApplicable }) => {
      const examination = await examineOnBench({ protocol })
      expect(idsOf(examination, 'failed'), reasons(examination)).toEqual([])
      expect(idsOf(examination, 'not-applicable')).toEqual(notApplicable)
      expect(reportOf(examination).outcome).toBe('passed')
    })

    it.each(faulty)('$protocol that $fault fails $fails', async ({ protocol, fault, fails }) => {
      const examination = await examineOnBench({ protocol, fault })
      expect(new Set(idsOf(examination, 'failed')), reasons(examination)).toEqual(new Set(fails))
      expect(reportOf(examination).outcome).toBe('failed')
    })

    it('a device that nobody touches fails wear in the end, and nothing else', async () => {
      const examination = await examineOnBench({ protocol: 'bilezik', isUnattended: true })
      expect(idsOf(examination, 'failed'), reasons(examination)).toEqual(['wear'])
    })

    it('stopped early, it tells what is known and calls the rest unfinished', async () => {
      const examination = await examineOnBench({ protocol: 'gt06', fault: 'garbles-frames', stopAt: /Withholding/ })
      expect(idsOf(examination, 'passed')).toEqual(['reporting', 'clock'])
      // What was garbled once stays so; the rest may yet have turned out either way.
      expect(idsOf(examination, 'failed')).toEqual(['integrity'])
      expect(idsOf(examination, 'unfinished')).toHaveLength(requirements.length - 3)
      expect(reportText(reportOf(examination))).toContain('What is unfinished is not known.')
    })
  },
)

it('every fault of the simulated device is found by some protocol, and every requirement has a fault', () => {
  expect(new Set(faulty.map(({ fault }) => fault))).toEqual(new Set(Object.keys(faults)))
  expect(new Set(faulty.map(({ fails }) => fails[0]))).toEqual(new Set(requirements.map(({ id }) => id)))
})
