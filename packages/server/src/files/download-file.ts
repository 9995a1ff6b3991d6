import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { type CaseFileFile, api } from '@bilezik/contract'
import { withScope } from '@bilezik/database'
import type { FastifyInstance } from 'fastify'
import type { Session } from '../accounts/sessions.ts'
import type { AppContext } from '../http/context.ts'
import { authorise, inputOf } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { writeLogEntry } from '../log/write-log-entry.ts'
import { filesOf, findCase } from './file-answer.ts'
import { attachment } from './file-name.ts'
import { mediaTypeOf } from './file-settings.ts'

/** Each piece in a transaction of its own, as fast as it is read: a slow reader holds no connection to the database. */
async function* piecesOf({ db }: AppContext, { user }: Session, file: CaseFileFile): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let size = 0
  for (let sequence = 0; size < file.sizeBytes; sequence++) {
    const piece = await withScope(db, user.organisationId, (tx) =>
      tx
        .selectFrom('file_chunks')
        .select('bytes')
        .where('file_id', '=', file.id)
        .where('sequence', '=', sequence)
        .executeTakeFirst(),
    )
    if (!piece) throw new Error(`the file ${file.id} lacks its piece ${sequence}`)
    size += piece.bytes.length
    hash.update(piece.bytes)
    // The last piece is given only when the whole is what was stored: what is not ends in mid-body.
    if (size >= file.sizeBytes && hash.digest('hex') !== file.sha256)
      throw new Error(`the file ${file.id} is not what was stored`)
    yield piece.bytes
  }
}

/** Not through implement(): the answer is bytes. Each download stands in the log, also one right after another. */
export function downloadRoute(app: FastifyInstance, context: AppContext): void {
  app.route({
    method: api.downloadFile.method,
    url: api.downloadFile.path,
    config: { endpoint: 'downloadFile' },
    handler: async (request, reply) => {
      const session = await authorise(context, api.downloadFile, request)
      const { orderId, fileId } = inputOf(context, 'downloadFile', request, reply).params
      const file = await withScope(context.db, session.user.organisationId, async (tx) => {
        const asked = await findCase(tx, orderId)
        const [found] = asked ? await filesOf(tx, orderId, fileId) : []
        if (!asked || !found) return refuse('not-found')
        await writeLogEntry(tx, session.user, {
          action: 'downloadFile',
          personId: asked.person_id,
          subjectId: orderId,
          organisationId: asked.organisation_id,
          detail: { fileId, belongsTo: found.belongsTo, kind: found.kind },
        })
        return found
      })
      return (
        reply
          .type(mediaTypeOf[file.kind])
          .header('content-length', String(file.sizeBytes))
          .header('content-disposition', attachment(file.name))
          .header('x-content-type-options', 'nosniff')
          // Should a browser show it all the same, nothing in it runs, loads or sends.
          .header('content-security-policy', "default-src 'none'; sandbox")
          .send(Readable.from(piecesOf(context, session, file), { objectMode: false }))
      )
    },
  })
}
