import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

export function engineMetrics(registry: Registry) {
  const registers = [registry]
  return {
    people: new Gauge({ name: 'bilezik_engine_people', help: 'Persons under watch', registers }),
    readings: new Counter({ name: 'bilezik_engine_readings_total', help: 'Readings stepped', registers }),
    rewinds: new Counter({ name: 'bilezik_engine_rewinds_total', help: 'Replays for late readings', registers }),
    replayedEvents: new Counter({
      name: 'bilezik_engine_replayed_events_total',
      help: 'Events stepped again by those replays',
      registers,
    }),
    notWatched: new Gauge({
      name: 'bilezik_engine_people_not_watched',
      help: 'Persons set apart because their watching failed; see engine_faults',
      registers,
    }),
    lagSeconds: new Gauge({
      name: 'bilezik_engine_lag_seconds',
      help: 'How long the oldest reading still waiting has been stored',
      registers,
    }),
    heartbeat: new Gauge({
      name: 'bilezik_engine_heartbeat_timestamp_seconds',
      help: 'When the engine last finished a round',
      registers,
    }),
    outages: new Counter({ name: 'bilezik_engine_server_blind_total', help: 'Outages of ours that were recorded', registers }),
    roundSeconds: new Histogram({
      name: 'bilezik_engine_round_seconds',
      help: 'Time of one engine transaction',
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
  }
}
export type EngineMetrics = ReturnType<typeof engineMetrics>
