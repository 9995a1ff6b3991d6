import { civilInKazakhstan } from '@bilezik/domain'
import type { Handler } from '../http/implement.ts'
import { loadCaseFile } from '../intake/case-events.ts'
import { drawUp } from './draw-up.ts'
import { nextNumber, numberOf } from './journal.ts'
import { answered } from './rendered.ts'
import { surroundingsOf } from './surroundings.ts'
import { loadSources } from './sources.ts'

/** Nothing is stored; the number may be somebody else's by the time it is issued. */
export const previewDocument: Handler<'previewDocument'> = async ({ context, tx, params, body, session, now, log }) => {
  const file = await loadCaseFile(tx, params.orderId)
  const sources = await loadSources(tx, file, session, now)
  const { language, numbered, digest, addressee } = await drawUp(
    sources,
    body.document,
    await surroundingsOf(context, tx, file.id),
  )
  const { year } = civilInKazakhstan(now)
  const sequence = await nextNumber(tx, file.organisationId, year, false)
  const picture = await answered(context.renderer.draw(numbered(sequence, now), language))
  await log({
    personId: file.personId,
    subjectId: file.id,
    organisationId: file.organisationId,
    detail: { kind: body.document.kind },
  })
  return { picture, number: numberOf({ sequence, year }), digest, addressee }
}
