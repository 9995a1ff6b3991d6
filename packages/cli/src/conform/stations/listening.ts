import type { Server } from 'node:net'
import { type ListenOn, StationError } from './station.ts'

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program has that port',
  EACCES: 'this user may not open that port',
  EADDRNOTAVAIL: 'this machine does not have that address',
  ENOTFOUND: 'no machine has that name',
}

export function stationError(error: Error, { host, port }: ListenOn): Error {
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? '']
  return reason === undefined ? error : new StationError(`Cannot listen on ${host}:${port}: ${reason}.`)
}

export function listening(server: Server, on: ListenOn): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(stationError(error, on)))
    server.listen(on.port, on.host, () => resolve())
  })
}
