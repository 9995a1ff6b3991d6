import type { Plugin } from 'vite'
import { attribution, basemapFiles, type BasemapFile } from './build.ts'

const publicId = 'virtual:basemap'
const resolvedId = `\0${publicId}`

/**
 * The offline orientation map: emits its files under `basemap/`, serves them in development,
 * and tells the map their addresses through `virtual:basemap` (typed in src/map/virtual-basemap.d.ts).
 */
export function basemapPlugin(): Plugin {
  let base = '/'
  let made: readonly BasemapFile[] | undefined
  const files = () => (made ??= basemapFiles())
  return {
    name: 'bilezik-basemap',
    configResolved(config) {
      base = config.base
    },
    resolveId: (id) => (id === publicId ? resolvedId : null),
    load(id) {
      if (id !== resolvedId) return null
      const urls = Object.fromEntries(files().map(({ name, fileName }) => [name, `${base}basemap/${fileName}`]))
      return `export const basemapUrls = ${JSON.stringify(urls)}\nexport const basemapAttribution = ${JSON.stringify(attribution)}\n`
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const file = files().find(({ fileName }) => request.url?.split('?')[0]?.endsWith(`/basemap/${fileName}`))
        if (file === undefined) {
          next()
          return
        }
        response.setHeader('content-type', 'application/json')
        response.end(file.content)
      })
    },
    generateBundle() {
      for (const { fileName, content } of files()) {
        this.emitFile({ type: 'asset', fileName: `basemap/${fileName}`, source: content })
      }
    },
  }
}
