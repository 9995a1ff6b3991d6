import { documentKinds, isoInstant } from '@bilezik/domain'
import type { Handler } from '../http/implement.ts'
import { loadCaseFile } from '../intake/case-events.ts'
import { binOf } from '../signing/checked-number.ts'
import { isHeadOnly, missingFor } from './draw-up.ts'
import { documentsOf } from './journal.ts'
import { loadSources } from './sources.ts'
import { toldOf } from './told-of.ts'

export const listDocuments: Handler<'listDocuments'> = async ({ context, tx, params, session, now, log }) => {
  const file = await loadCaseFile(tx, params.orderId)
  const sources = await loadSources(tx, file, session, now)
  const user = await tx.selectFrom('users').select('iin').where('id', '=', session.user.id).executeTakeFirst()
  await log({ personId: file.personId, subjectId: file.id, organisationId: file.organisationId })
  return {
    documents: await documentsOf(tx, file.id),
    issuable: documentKinds.map((kind) => ({
      kind,
      missing: missingFor(kind, sources).map((fact) => ({ ...fact })),
      isHeadOnly: isHeadOnly(kind),
      language: sources.person.language,
    })),
    kit: sources.kit.map(({ deviceId, model, serial, role, returnedAt }) => ({
      deviceId,
      model,
      serial,
      role,
      returnedAt: returnedAt === null ? null : isoInstant(returnedAt),
    })),
    told: await toldOf(tx, sources),
    electronicSigning: {
      isSetUp: context.config.ncanode !== undefined,
      isIinKnown: (user?.iin ?? null) !== null,
      isBinKnown: (await binOf(tx, file.organisationId)) !== null,
    },
    personName: sources.person.fullName,
    contacts: { phone: sources.organisation.phone },
  }
}
