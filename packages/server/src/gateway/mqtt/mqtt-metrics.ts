import { Counter, Gauge, type Registry } from 'prom-client'

/** What is counted of MQTT alone; publications that are taken count as messages, like those of every transport. */
export function mqttMetrics(registers: Registry[]) {
  return {
    mqttTurnedAway: new Counter({
      name: 'bilezik_gateway_mqtt_turned_away_total',
      help: 'MQTT publications not taken at all: a topic of nobody, quality of service 2, over the rate, or no room',
      labelNames: ['reason'],
      registers,
    }),
    mqttBrokerConnected: new Gauge({
      name: 'bilezik_gateway_mqtt_broker_connected',
      help: '1 while the gateway hears devices through the outside MQTT broker',
      registers,
    }),
  }
}
