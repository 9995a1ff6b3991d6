import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { downloadRoute } from './download-file.ts'
import { getFileLimits, listFiles } from './list-files.ts'
import { uploadRoute } from './upload-file.ts'

export function fileRoutes(app: FastifyInstance, context: AppContext): void {
  uploadRoute(app, context)
  implement(app, context, 'listFiles', listFiles)
  implement(app, context, 'getFileLimits', getFileLimits)
  downloadRoute(app, context)
}
