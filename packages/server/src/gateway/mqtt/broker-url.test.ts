import { expect, test } from 'vitest'
import { StartError } from '../listener.ts'
import { parseBrokerUrl } from './broker-url.ts'

test.each([
  { url: 'mqtt://broker', is: { protocol: 'mqtt', host: 'broker', port: 1883, name: 'broker:1883' } },
  { url: 'mqtts://broker/', is: { protocol: 'mqtts', host: 'broker', port: 8883, name: 'broker:8883' } },
  { url: 'mqtt://[::1]:1999', is: { protocol: 'mqtt', host: '::1', port: 1999, name: '[::1]:1999' } },
  {
    url: 'mqtt://gate%40way:s%3Acret%2F@10.0.0.7?client=bilezik-2&group=gateways',
    is: {
      protocol: 'mqtt',
      host: '10.0.0.7',
      port: 1883,
      name: '10.0.0.7:1883',
      username: 'gate@way',
      password: 's:cret/',
      clientId: 'bilezik-2',
      group: 'gateways',
    },
  },
])('$url', ({ url, is }) => {
  expect(parseBrokerUrl(url)).toEqual(is)
})

test.each([
  'broker:1883',
  'https://name:secret@broker',
  'mqtt://name:secret@',
  'mqtt://name:secret@broker:99999',
  'mqtt://name:secret@broker/topic',
  'mqtt://name:%zzsecret@broker',
  'mqtt://name:secret@broker?clean=true',
  'mqtt://name:secret@broker?group=a/b',
])('%s is refused in one sentence that repeats no password', (url) => {
  let thrown: unknown
  try {
    parseBrokerUrl(url)
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBeInstanceOf(StartError)
  expect((thrown as StartError).message).toMatch(/^The URL of the MQTT broker /)
  // The whole error, as a logger would see it.
  expect(JSON.stringify(thrown, Object.getOwnPropertyNames(thrown))).not.toContain('secret')
})
