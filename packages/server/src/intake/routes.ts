import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { addCaseRecords } from './add-case-records.ts'
import { getCaseFile } from './get-case-file.ts'
import { judgeDraft } from './judge-draft.ts'
import { listCaseFiles } from './list-case-files.ts'
import { openCaseFile } from './open-case-file.ts'

export function intakeRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'openCaseFile', openCaseFile)
  implement(app, context, 'judgeDraft', judgeDraft)
  implement(app, context, 'listCaseFiles', listCaseFiles)
  implement(app, context, 'getCaseFile', getCaseFile)
  implement(app, context, 'addCaseRecords', addCaseRecords)
}
