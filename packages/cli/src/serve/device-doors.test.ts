import { protocolNames } from '@bilezik/domain'
import { codecs } from '@bilezik/protocols'
import { Command } from 'commander'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { UsageError } from '../sentence-of.ts'
import { deviceOptions, deviceSettings, openDoors } from './device-doors.ts'

afterEach(() => vi.unstubAllEnvs())

function settings(...args: readonly string[]) {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => undefined })
  command.option('--demo', '', false).option('--device-host <address>', '', '127.0.0.1')
  for (const option of deviceOptions) command.addOption(option)
  command.parse(args, { from: 'user' })
  const { devices, deviceSettings: rest } = deviceSettings(command)
  return { devices, ifFree: rest?.listenIfFree ?? {}, tls: rest?.tls, proxyFrom: rest?.proxyFrom, mqttUrl: rest?.mqttUrl }
}

const on = (port: number) => ({ host: '127.0.0.1', port })

describe('ports', () => {
  test('every protocol has its customary one, which may be taken by another program', () => {
    const { devices, ifFree } = settings()
    expect(devices).toEqual({})
    expect(ifFree).toMatchObject({
      gt06: on(5023),
      osmand: on(5055),
      teltonika: on(5027),
      'teltonika/udp': on(5027),
      any: on(5000),
    })
    const doors = protocolNames.filter((name) => 'stream' in codecs[name] || 'http' in codecs[name])
    expect(Object.keys(ifFree)).toEqual(expect.arrayContaining(doors))
    expect(ifFree).not.toHaveProperty('any/tls')
    expect(ifFree).not.toHaveProperty('gt06/udp')
  })

  test('TCP ports are different from each other', () => {
    const { ifFree } = settings()
    const tcp = Object.entries(ifFree).flatMap(([door, address]) => (door.endsWith('/udp') ? [] : [address.port]))
    expect(new Set(tcp).size).toBe(tcp.length)
  })

  test('one that is given, by flag or environment, must be had', () => {
    vi.stubEnv('BILEZIK_TELTONIKA_UDP_PORT', '6000')
    const { devices, ifFree } = settings('--gt06-port', '0', '--device-host', '0.0.0.0')
    expect(devices).toEqual({ gt06: { host: '0.0.0.0', port: 0 }, 'teltonika/udp': { host: '0.0.0.0', port: 6000 } })
    expect(ifFree).not.toHaveProperty('gt06')
  })

  test('what the demo needs must be had, and cannot be off', () => {
    expect(settings('--demo').devices).toEqual({ gt06: on(5023), osmand: on(5055) })
    expect(() => settings('--demo', '--gt06-port', 'off')).toThrow(
      new UsageError("The demo's devices need --gt06-port: it cannot be off."),
    )
  })

  test('one that is off is closed', () => {
    const { devices, ifFree } = settings('--gt06-port', 'off', '--any-port', 'off')
    expect({ ...devices, ...ifFree }).not.toHaveProperty('gt06')
    expect({ ...devices, ...ifFree }).not.toHaveProperty('any')
  })

  test.each(['65536', '-1', '5023.5', 'none', ''])('%j is none', (port) => {
    expect(() => settings('--gt06-port', port)).toThrow(/a port is a whole number from 0 to 65535, or off/)
  })
})

describe('TLS and proxies', () => {
  test('with a certificate its port is opened', () => {
    const { ifFree, tls } = settings('--device-tls-cert', 'a.crt', '--device-tls-key', 'a.key')
    expect(tls).toEqual({ certFile: 'a.crt', keyFile: 'a.key' })
    expect(ifFree['any/tls']).toEqual(on(5001))
  })

  test('a certificate without its key ends the start', () => {
    expect(() => settings('--device-tls-cert', 'a.crt')).toThrow(UsageError)
  })

  test('proxies are listed', () => {
    vi.stubEnv('BILEZIK_DEVICE_PROXY_FROM', ' 10.0.0.7, 10.1.0.0/16,')
    expect(settings().proxyFrom).toEqual(['10.0.0.7', '10.1.0.0/16'])
    vi.stubEnv('BILEZIK_DEVICE_TLS_CERT', '')
    expect(settings().tls).toBeUndefined()
  })
})

describe('MQTT', () => {
  test('the broker for devices has its customary ports, inside TLS with a certificate', () => {
    expect(settings().ifFree).toMatchObject({ mqtt: on(1883) })
    expect(settings().ifFree).not.toHaveProperty('mqtt/tls')
    expect(settings('--device-tls-cert', 'a', '--device-tls-key', 'b').ifFree).toMatchObject({ 'mqtt/tls': on(8883) })
  })

  test('beside a broker of your own it is closed, unless its port is given', () => {
    vi.stubEnv('BILEZIK_MQTT_URL', 'mqtts://name:password@broker')
    const { ifFree, mqttUrl } = settings('--device-tls-cert', 'a', '--device-tls-key', 'b')
    expect(mqttUrl).toBe('mqtts://name:password@broker')
    expect(ifFree).not.toHaveProperty('mqtt')
    expect(ifFree).not.toHaveProperty('mqtt/tls')
    expect(settings('--mqtt-port', '1884').devices).toEqual({ mqtt: on(1884) })
    vi.stubEnv('BILEZIK_MQTT_URL', '')
    expect(settings().mqttUrl).toBeUndefined()
  })
})

test('the doors that are open are named in the order of the flags', () => {
  expect(openDoors({ any: 3, osmand: 2, gt06: 1 })).toBe('GT06 on port 1, OsmAnd on port 2, any protocol on port 3')
  expect(openDoors({})).toBe('no port is open')
})
