import http from 'node:http'
import { encodeOsmAndJson } from '@bilezik/protocols'
import type { OpenLink } from './link.ts'
import { placeOf } from './numbered-record.ts'

/** An OsmAnd device: a request a record, and the status 200 is its acknowledgement. */
export function osmandLinks(port: number, identifier: string, window: number): OpenLink {
  return ({ onOpened, onStored, onClosed }) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: window })
    onOpened()
    return {
      send: (message, records) => {
        const [record] = records
        if (!record) return
        const { method, url: path, headers, body } = encodeOsmAndJson({ identifier, fixAt: record.fixAt, ...placeOf(record) })
        const request = http.request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
          response.resume()
          response.on('error', (error) => onClosed(error.message))
          if (response.statusCode === 200) onStored(message)
          else onClosed(`status ${response.statusCode}`)
        })
        request.on('error', (error) => onClosed(error.message))
        request.end(body)
      },
      close: () => agent.destroy(),
    }
  }
}
