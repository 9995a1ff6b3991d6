import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { filesOf, findCase } from './file-answer.ts'
import { fileSettings, limitsOf } from './file-settings.ts'

export const getFileLimits: Handler<'getFileLimits'> = ({ context }) =>
  Promise.resolve(limitsOf(fileSettings(context.config.files)))

export const listFiles: Handler<'listFiles'> = async ({ tx, params, context, log }) => {
  const asked = await findCase(tx, params.orderId)
  if (!asked) return refuse('not-found')
  await log({ personId: asked.person_id, subjectId: asked.id, organisationId: asked.organisation_id })
  return { files: await filesOf(tx, asked.id), limits: limitsOf(fileSettings(context.config.files)) }
}
