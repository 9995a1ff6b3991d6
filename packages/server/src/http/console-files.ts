import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Refusal } from './refusal.ts'
import { sendProblem } from './problem.ts'

/** The build writes a hash of the content into these names, so they never change. */
const hashedAssets = /[\\/]assets[\\/]/

/** The built console, and index.html for every address that is a page of it. */
export async function consoleFiles(app: FastifyInstance, consoleDir: string | undefined): Promise<void> {
  const root = consoleDir === undefined ? undefined : path.resolve(consoleDir)
  if (root !== undefined) {
    await app.register(fastifyStatic, {
      root,
      cacheControl: false,
      setHeaders: (response, file) => {
        void response.header(
          'cache-control',
          hashedAssets.test(file.slice(root.length)) ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const [address = ''] = request.url.split('?', 1)
    // A missing file is missing; only what looks like a page is one.
    const isPage = request.method === 'GET' && !address.startsWith('/api/') && address !== '/api' && path.extname(address) === ''
    if (root !== undefined && isPage) return reply.sendFile('index.html')
    return sendProblem(new Refusal('not-found'), request, reply)
  })
}
