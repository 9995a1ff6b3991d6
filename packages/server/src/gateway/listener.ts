import type net from 'node:net'

export interface ListenAddress {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
}

export interface Listener {
  readonly port: number
  close(): Promise<void>
}

/** An error whose message is all that a person starting the server needs. */
export class StartError extends Error {}

/** Somebody else serves this database: nothing of it may be stopped on the way out. */
export class AlreadyServedError extends StartError {}

/** Another program listens there. */
export class PortTakenError extends StartError {
  /** `127.0.0.1:5023` */
  readonly where: string
  readonly purpose: string
  constructor(where: string, purpose: string) {
    super(`Port ${where.slice(where.lastIndexOf(':') + 1)} (${purpose}) is in use: another program listens on ${where}.`)
    this.where = where
    this.purpose = purpose
  }
}

/** One clear sentence when the address cannot be had. */
export function startErrorOf(error: NodeJS.ErrnoException, address: ListenAddress, purpose: string): Error {
  const where = `${address.host}:${address.port}`
  if (error.code === 'EADDRINUSE') return new PortTakenError(where, purpose)
  if (error.code === 'EACCES')
    return new StartError(`Port ${address.port} (${purpose}) may not be opened by this user; choose one above 1023.`)
  if (error.code === 'EADDRNOTAVAIL')
    return new StartError(`The address ${address.host} (${purpose}) does not belong to this machine.`)
  return error
}

export async function listening(server: net.Server, address: ListenAddress, purpose: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(startErrorOf(error, address, purpose)))
    server.listen(address.port, address.host, resolve)
  })
  const bound = server.address()
  return typeof bound === 'object' && bound ? bound.port : address.port
}
