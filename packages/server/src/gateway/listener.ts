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

/** One clear sentence when the address cannot be had. */
export async function listening(server: net.Server, address: ListenAddress, purpose: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const where = `${address.host}:${address.port}`
      if (error.code === 'EADDRINUSE')
        reject(new StartError(`Port ${address.port} (${purpose}) is in use: another program listens on ${where}.`))
      else if (error.code === 'EACCES')
        reject(new StartError(`Port ${address.port} (${purpose}) may not be opened by this user; choose one above 1023.`))
      else if (error.code === 'EADDRNOTAVAIL')
        reject(new StartError(`The address ${address.host} (${purpose}) does not belong to this machine.`))
      else reject(error)
    })
    server.listen(address.port, address.host, resolve)
  })
  const bound = server.address()
  return typeof bound === 'object' && bound ? bound.port : address.port
}
