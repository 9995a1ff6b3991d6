import type { Handler } from '../http/implement.ts'
import type { CaseFile } from './case-events.ts'
import { impossibleBeside, impossibleOf } from './check-records.ts'
import { factsOf } from './facts-of.ts'
import { judgeFile } from './judge-file.ts'

export const judgeDraft: Handler<'judgeDraft'> = async ({ body, now }) => {
  const file: CaseFile = {
    id: '',
    personId: '',
    personName: '',
    organisationId: '',
    birthOn: body.birthOn,
    state: 'received',
    events: body.records.map((record, i) => ({
      sequence: i + 1,
      at: now,
      kind: 'record',
      state: 'received',
      body: record,
      citations: [],
    })),
  }
  const { decision } = factsOf(file.events)
  return {
    ...judgeFile(file, { now, isActorHead: false, isDeviceOut: false }, now),
    impossible: body.records.flatMap((record, index) => {
      const problem = impossibleOf(record, now) ?? impossibleBeside(record, decision)
      return problem ? [{ index, kind: record.kind, problem: problem.detail, citation: problem.citation ?? null }] : []
    }),
  }
}
