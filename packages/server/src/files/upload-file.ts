import { type ScanState, api } from '@bilezik/contract'
import { withScope } from '@bilezik/database'
import { sql } from 'kysely'
import { isoInstant } from '@bilezik/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Counter } from 'prom-client'
import type { Session } from '../accounts/sessions.ts'
import type { AppContext } from '../http/context.ts'
import { authorise, inScope, inputOf } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { findCase } from './file-answer.ts'
import { safeName } from './file-name.ts'
import { type FileSettings, fileSettings } from './file-settings.ts'
import { HeldBytes, discardRest, receiveBody } from './receive-body.ts'
import { type Scanned, scanByClamd } from './scan-by-clamd.ts'
import { storeFile } from './store-file.ts'
import { tellKind } from './tell-kind.ts'

interface Upload {
  readonly context: AppContext
  readonly session: Session
  readonly request: FastifyRequest
  readonly orderId: string
  readonly settings: FileSettings
}

async function requireCase({ context, session, orderId }: Upload): Promise<void> {
  const found = await withScope(context.db, session.user.organisationId, (tx) => findCase(tx, orderId))
  if (!found) refuse('not-found')
}

/** In a transaction of its own: the refusal rolls back that of the request. */
async function tellInfected({ context, session, request, orderId }: Upload, signature: string): Promise<never> {
  const at = isoInstant(context.clock())
  context.log.warn({ orderId, signature }, 'An infected file was refused')
  await withScope(context.db, session.user.organisationId, (tx) =>
    sql`SELECT note_infected_file(${orderId}, ${session.user.id}, ${request.ip}, ${signature}, ${at})`.execute(tx),
  )
  return refuse('file-infected', { detail: signature })
}

async function scan(upload: Upload, bytes: Buffer): Promise<ScanState> {
  const { scanner, whenScannerAway } = upload.settings
  if (!scanner) return 'unscanned'
  const scanned: Scanned = await scanByClamd(scanner, bytes)
  if (scanned.found === 'nothing') return 'clean'
  if (scanned.found === 'infected') return tellInfected(upload, scanned.signature)
  upload.context.log.warn({ because: scanned.because }, 'The scanner does not answer')
  return whenScannerAway === 'take-unscanned' ? 'unscanned' : refuse('scanner-away', { retryAfterSeconds: 30 })
}

/** Refused by its kind, before the scanner is asked. */
async function kindOf(bytes: Buffer) {
  const told = await tellKind(bytes)
  return 'kind' in told ? told.kind : refuse(told.refusedAs, { detail: told.detail })
}

/**
 * Not through implement(): its transaction would last as long as the body. First who and whether there is such a file, then the
 * bytes, then what they are, and only then a transaction.
 */
export function uploadRoute(app: FastifyInstance, context: AppContext): void {
  const settings = fileSettings(context.config.files)
  const held = new HeldBytes(settings.mostBytesHeld)
  const sessions = new WeakMap<FastifyRequest, Session>()
  const taken = new Counter({
    name: 'bilezik_files_taken_total',
    help: 'Files put into case files, by whether they were scanned',
    labelNames: ['scan'] as const,
    registers: [context.registry],
  })
  void app.register(async (scoped) => {
    scoped.removeAllContentTypeParsers()
    scoped.addContentTypeParser('*', (_request, body, done) => done(null, body))
    scoped.addHook('onSend', async (request) => discardRest(request.raw))
    scoped.route({
      method: api.uploadFile.method,
      url: api.uploadFile.path,
      config: { endpoint: 'uploadFile' },
      onRequest: async (request) => void sessions.set(request, await authorise(context, api.uploadFile, request)),
      handler: async (request, reply) => {
        const session = sessions.get(request) as Session
        const input = inputOf(context, 'uploadFile', request, reply)
        const { orderId } = input.params
        const upload: Upload = { context, session, request, orderId, settings }
        await requireCase(upload)
        const limits = {
          mostBytes: settings.mostBytesAFile,
          idleMs: settings.uploadIdleMs,
          withinMs: settings.uploadWithinMs,
          held,
        }
        const { bytes, release } = await receiveBody(request.raw, limits)
        try {
          const kind = await kindOf(bytes)
          const state = await scan(upload, bytes)
          const { name } = input.query
          const belongsTo = input.query.belongsTo ?? null
          const answer = await inScope('uploadFile', input, session, async ({ tx, log, afterCommit }) => {
            const asked = await findCase(tx, orderId)
            if (!asked) return refuse('not-found')
            const stored = await storeFile(
              tx,
              { orderId, userId: session.user.id, name: safeName(name, kind), kind, belongsTo, scan: state, bytes },
              settings,
            )
            const { id: fileId, sha256, sizeBytes } = stored.file
            await log({
              personId: asked.person_id,
              subjectId: orderId,
              organisationId: asked.organisation_id,
              detail: { fileId, kind, belongsTo, sizeBytes, sha256, scan: state, ...(stored.isRepeat && { isRepeat: true }) },
            })
            afterCommit(() => !stored.isRepeat && taken.inc({ scan: state }))
            return stored.file
          })
          return await reply.send(answer)
        } finally {
          release()
        }
      },
    })
  })
}
