import dgram from 'node:dgram'
import { instant } from '@bilezik/domain'
import { encodeTeltonikaDatagram } from '@bilezik/protocols'
import type { ApiClient } from '@bilezik/simulator'
import { registerLoadDevice } from './register-load-device.ts'
import { teltonikaRecordOf } from './teltonika-speech.ts'

const identifier = '001013690099999'
const everyMs = 10

export interface Flood {
  /** So many datagrams a second until it is stopped; returns what stops it and tells how many they were. */
  readonly start: (perSecond: number, recordsPerDatagram: number) => () => number
}

/** A registered device, not of the load, that sends and sends and waits for no answer. */
export async function registerFlood(service: ApiClient, port: number): Promise<Flood> {
  await registerLoadDevice(service, { index: 99_999, protocol: 'teltonika', identifier, key: new Uint8Array(32) })
  return {
    start: (perSecond, recordsPerDatagram) => {
      const socket = dgram.createSocket('udp4')
      let number = 0
      const startedMs = performance.now()
      const timer = setInterval(() => {
        const due = ((performance.now() - startedMs) / 1_000) * perSecond
        for (; number < due; number++) {
          const records = Array.from({ length: recordsPerDatagram }, (_, i) =>
            teltonikaRecordOf({ number: (number * recordsPerDatagram + i) % 1_000_000, fixAt: instant(Date.now()) }),
          )
          const numbers = { datagramId: number & 0xffff, packetId: number & 0xff }
          socket.send(encodeTeltonikaDatagram(identifier, numbers, records), port, '127.0.0.1', () => undefined)
        }
      }, everyMs)
      let isOver = false
      return () => {
        if (!isOver) socket.close()
        isOver = true
        clearInterval(timer)
        return number
      }
    },
  }
}
