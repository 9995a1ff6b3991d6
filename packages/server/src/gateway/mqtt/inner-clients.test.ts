import { expect, test } from 'vitest'
import { InnerClients, type InnerGuest } from './inner-clients.ts'

class Guest implements InnerGuest {
  isClosed = false
  isIdentified = false

  connected(): void {}

  end(): void {
    this.isClosed = true
  }
}

function come(clients: InnerClients<Guest>, id: string): { client: { id: string }; guest: Guest } {
  const [client, guest] = [{ id }, new Guest()]
  clients.add(client, guest)
  clients.connected(client)
  return { client, guest }
}

test('past the bound of those who are nobody yet the oldest goes; a device keeps its place', () => {
  const clients = new InnerClients<Guest>(3)
  const device = come(clients, 'device')
  device.guest.isIdentified = true
  clients.identified(device.guest)
  const silent = Array.from({ length: 5 }, (_, i) => come(clients, `silent-${i}`))
  expect(silent.map(({ guest }) => guest.isClosed)).toEqual([true, true, false, false, false])
  expect(device.guest.isClosed).toBe(false)
})

test('who leaves makes room, and takes its name along unless another has it', () => {
  const clients = new InnerClients<Guest>(2)
  const first = come(clients, 'twin')
  const second = come(clients, 'twin')
  expect(clients.named('twin')).toBe(second.guest)
  clients.gone(first.client)
  expect(clients.named('twin')).toBe(second.guest)
  come(clients, 'other')
  expect(second.guest.isClosed).toBe(false)
  clients.gone(second.client)
  expect(clients.named('twin')).toBeUndefined()
})

test('who was gone before it was let in is not remembered', () => {
  const clients = new InnerClients<Guest>(1)
  const [client, guest] = [{ id: 'brief' }, new Guest()]
  clients.add(client, guest)
  guest.end()
  clients.connected(client)
  expect(clients.named('brief')).toBeUndefined()
})
