import type { connectionsBench } from './connections.ts'
import type { FunctionShare } from './cpu-profile.ts'
import type { IntakePhase, IntakeResult } from './intake.ts'

export interface Report extends IntakeResult {
  readonly connections?: Awaited<ReturnType<typeof connectionsBench>>
  readonly profile?: readonly FunctionShare[]
}

export interface Promised {
  readonly promise: string
  readonly wanted: string
  readonly measured: string
  readonly isMet: boolean
}

const whole = (value: number) => Math.round(value).toLocaleString('en')
const leastPerSecond = 30_000
const leastShare = 0.6
const mostMs = 20
const mostBytes = { withRaw: 165, withoutRaw: 115 }
const heldConnections = 10_000

function atLeast(promise: string, value: number | undefined, least: number): Promised[] {
  if (value === undefined) return []
  return [{ promise, wanted: `≥ ${whole(least)}/s`, measured: `${whole(value)}/s`, isMet: value >= least }]
}

/** The shares are of COPY into a table without indexes, and for comparison of COPY into one with them. */
function shares({ phases, rows }: Report): Promised[] {
  const name: IntakePhase = 'teltonika-10-records'
  const [phase, copy] = [phases[name], rows[name]?.copy]
  if (!phase || !copy) return []
  return (['binaryWithoutIndexes', 'binaryWithIndexes'] as const).map((ceiling) => {
    const share = phase.rowsPerSecond / copy[ceiling]
    const promise = `10 records a packet, share of raw COPY ${ceiling === 'binaryWithIndexes' ? 'with' : 'without'} indexes`
    const measured = `${whole(share * 100)} % (${whole(phase.rowsPerSecond)} of ${whole(copy[ceiling])} rows/s)`
    return { promise, wanted: `≥ ${leastShare * 100} %`, measured, isMet: share >= leastShare }
  })
}

function latencies({ phases }: Report): Promised[] {
  return (['gt06-20000', 'teltonika-20000'] as const).flatMap((name) => {
    const phase = phases[name]
    if (!phase) return []
    const { ackP50Ms, ackP99Ms, unsentPackets } = phase
    const measured = `${ackP99Ms} ms (p50 ${ackP50Ms} ms${unsentPackets > 0 ? `, ${whole(unsentPackets)} packets not sent in time` : ''})`
    return [
      {
        promise: `${name}, p99 acknowledgement`,
        wanted: `≤ ${mostMs} ms`,
        measured,
        isMet: ackP99Ms <= mostMs && unsentPackets === 0,
      },
    ]
  })
}

function sizes({ rows }: Report): Promised[] {
  return Object.entries(rows).flatMap(([name, sized]) =>
    (['withRaw', 'withoutRaw'] as const).map((kind) => ({
      promise: `${name}, bytes a row ${kind === 'withRaw' ? `with ${sized.rawBytes} raw bytes a message` : 'without raw bytes'}`,
      wanted: `≤ ${mostBytes[kind]} B`,
      measured: `${sized[kind].total} B`,
      isMet: sized[kind].total <= mostBytes[kind],
    })),
  )
}

/** DESIGN §11, as far as the intake goes. */
export function promised(report: Report): readonly Promised[] {
  const { phases, connections } = report
  return [
    ...atLeast('GT06, 1 record a packet, positions', phases['gt06-saturated']?.positionsPerSecond, leastPerSecond),
    ...atLeast(
      'Teltonika codec 8, 1 record a packet, positions',
      phases['teltonika-saturated']?.positionsPerSecond,
      leastPerSecond,
    ),
    ...shares(report),
    ...latencies(report),
    ...sizes(report),
    ...(connections
      ? [
          {
            promise: 'idle connections held',
            wanted: whole(heldConnections),
            measured: `${whole(connections.open)}, ${whole(connections.bytesPerConnection)} B of memory each`,
            isMet: connections.open >= heldConnections,
          },
        ]
      : []),
  ]
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const all = [head, ...lines]
  const widths = head.map((_, column) => Math.max(...all.map((line) => (line[column] ?? '').length)))
  return all
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function phaseTable({ phases }: Report): string {
  const head = [
    'phase',
    'positions/s',
    'rows/s',
    'ack p50',
    'p99 ms',
    'behind',
    'cores elsewhere',
    'gw',
    'pg',
    'gen',
    'µs/pos gw',
    'pg',
    'gen',
    'MB gw',
    'pg',
  ]
  const lines = Object.entries(phases).map(([name, p]) => {
    const { cores, cpuMicrosecondsPerPosition: micros, memoryMegabytes: memory } = p
    const told = [name, whole(p.positionsPerSecond), whole(p.rowsPerSecond), p.ackP50Ms, p.ackP99Ms, p.generatorLagMs]
    const cpu = [
      p.coresElsewhere,
      cores.gateway,
      cores.postgres,
      cores.generator,
      micros.gateway,
      micros.postgres,
      micros.generator,
    ]
    return [...told, ...cpu, memory.gateway, memory.postgres].map(String)
  })
  return table(head, lines)
}

function rowTable({ rows }: Report): string {
  const head = [
    'rows of',
    'heap',
    'identity',
    'batch',
    'total B',
    'without raw: heap',
    'total B',
    'COPY rows/s bare',
    'with indexes',
    'text bare',
    'text with',
  ]
  const lines = Object.entries(rows).map(([name, { withRaw, withoutRaw, copy }]) => {
    const index = (column: string) =>
      Object.entries(withRaw.indexes).find(([definition]) => definition.includes(column))?.[1] ?? 0
    const copied = [copy.binaryWithoutIndexes, copy.binaryWithIndexes, copy.textWithoutIndexes, copy.textWithIndexes].map(whole)
    return [
      name,
      withRaw.heap,
      index('content_hash'),
      index('batch_id'),
      withRaw.total,
      withoutRaw.heap,
      withoutRaw.total,
      ...copied,
    ]
  })
  return table(
    head,
    lines.map((line) => line.map(String)),
  )
}

export function readable(report: Report): string {
  const parts = [phaseTable(report), rowTable(report)]
  if (report.profile)
    parts.push(
      table(
        ['% of busy', 'function', 'file'],
        report.profile.map((f) => [String(f.percent), f.name, f.file]),
      ),
    )
  const met = promised(report).map((p) => [p.isMet ? 'met' : 'MISSED', p.promise, p.wanted, p.measured])
  return [...parts, table(['', 'promise (DESIGN §11)', 'wanted', 'measured'], met)].join('\n\n')
}
