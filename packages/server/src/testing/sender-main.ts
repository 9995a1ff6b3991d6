import { createDatabase, createPool } from '@bilezik/database'
import { instant } from '@bilezik/domain'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { DeliverySender } from '../deliveries/delivery-sender.ts'

// A sender of its own process, to be killed at any moment: `sender-main.ts <database> <mail server> <lease in ms>`.
const [databaseUrl = '', mailUrl = '', leaseMs = '1000'] = process.argv.slice(2)
const db = createDatabase(
  createPool({
    url: databaseUrl,
    applicationName: 'test-sender',
    maxConnections: 2,
    statementTimeoutMs: 10_000,
    onIdleError: () => {},
  }),
)
new DeliverySender({
  db,
  masterKey: Buffer.alloc(32),
  settings: { mail: { url: mailUrl, from: 'bilezik@example.kz', isPlainAllowed: true }, everyMs: 20, leaseMs: Number(leaseMs) },
  log: pino({ level: 'error' }),
  registry: new Registry(),
  clock: () => instant(Date.now()),
}).start()
// The sender's own pauses keep no process alive.
setInterval(() => {}, 1_000)
