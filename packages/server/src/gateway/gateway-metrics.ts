import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { mqttMetrics } from './mqtt/mqtt-metrics.ts'

/** What the gateway counts; labels have few, fixed values. */
export function gatewayMetrics(registry: Registry) {
  const registers = [registry]
  return {
    ...mqttMetrics(registers),
    connections: new Gauge({
      name: 'bilezik_gateway_connections',
      help: 'Open device connections, by the door that they came in by',
      labelNames: ['protocol'],
      registers,
    }),
    messages: new Counter({
      name: 'bilezik_gateway_messages_total',
      help: 'Messages decoded',
      labelNames: ['protocol', 'type'],
      registers,
    }),
    unreadable: new Counter({
      name: 'bilezik_gateway_unreadable_total',
      help: 'Messages not believed',
      labelNames: ['protocol', 'reason'],
      registers,
    }),
    datagramsUnanswered: new Counter({
      name: 'bilezik_gateway_datagrams_unanswered_total',
      help: 'Datagrams left without an acknowledgement: over the rate of their device, too many at once, or a reply that may not leave',
      labelNames: ['protocol', 'reason'],
      registers,
    }),
    strangers: new Counter({
      name: 'bilezik_gateway_strangers_total',
      help: 'Devices turned away because nobody registered them',
      labelNames: ['protocol'],
      registers,
    }),
    securityEvents: new Counter({
      name: 'bilezik_gateway_security_events_total',
      help: 'Signs that somebody pretends to be a device',
      labelNames: ['kind'],
      registers,
    }),
    commands: new Counter({
      name: 'bilezik_gateway_commands_total',
      help: 'Commands written to a device, or found undeliverable at the last moment',
      labelNames: ['outcome'],
      registers,
    }),
    notKept: new Counter({
      name: 'bilezik_gateway_quarantine_over_quota_total',
      help: 'Unreadable messages over the quota of their source: counted only',
      registers,
    }),
    readings: new Counter({ name: 'bilezik_gateway_readings_total', help: 'Readings written, repeats included', registers }),
    queued: new Gauge({ name: 'bilezik_gateway_queued_messages', help: 'Messages waiting for their commit', registers }),
    storeFailures: new Counter({
      name: 'bilezik_gateway_store_failures_total',
      help: 'Transactions that failed and were tried again',
      registers,
    }),
    batchSeconds: new Histogram({
      name: 'bilezik_gateway_batch_seconds',
      help: 'Time of one intake transaction',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
  }
}
export type GatewayMetrics = ReturnType<typeof gatewayMetrics>
