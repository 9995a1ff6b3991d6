import type { SeenCell, SeenWifi } from '@bilezik/domain'
import type { ByteWriter } from '../byte-writer.ts'
import { hexOf } from '../../cursor.ts'
import { byteOfSignal, type ReadBody, signalOf } from './record-type.ts'

const cellBytes = 13
const wifiBytes = 7
/** What fits into the 255 bytes of a body behind the count. */
export const maxCells = Math.floor(254 / cellBytes)
export const maxWifi = Math.floor(254 / wifiBytes)

export const readCells: ReadBody = (cursor, timed) => {
  const count = cursor.u8()
  const cells: SeenCell[] = []
  for (let left = count; left > 0 && !cursor.problem; left--) {
    const [mcc, mnc, areaCode] = [cursor.u16(), cursor.u16(), cursor.u24()]
    // Five bytes: a cell of 5G has 36 bits.
    const cellId = cursor.u8() * 0x1_0000_0000 + cursor.u32()
    cells.push({ mcc, mnc, areaCode, cellId, ...signalOf(cursor.u8()) })
  }
  return cells.length === 0 ? [] : [{ kind: 'network', ...timed, cells, wifi: [] }]
}

export function writeCells(writer: ByteWriter, cells: readonly SeenCell[]): ByteWriter {
  const most = cells.slice(0, maxCells)
  writer.uint(most.length, 1)
  for (const cell of most) {
    writer.uint(cell.mcc, 2).uint(cell.mnc, 2).uint(cell.areaCode, 3).uint(cell.cellId, 5).uint(byteOfSignal(cell.signal), 1)
  }
  return writer
}

export const readWifi: ReadBody = (cursor, timed) => {
  const count = cursor.u8()
  const wifi: SeenWifi[] = []
  for (let left = count; left > 0 && !cursor.problem; left--) {
    const mac = hexOf(cursor.take(6)).replace(/..(?=.)/g, '$&:')
    wifi.push({ mac, ...signalOf(cursor.u8()) })
  }
  return wifi.length === 0 ? [] : [{ kind: 'network', ...timed, cells: [], wifi }]
}

export function writeWifi(writer: ByteWriter, wifi: readonly SeenWifi[]): ByteWriter {
  const most = wifi.slice(0, maxWifi)
  writer.uint(most.length, 1)
  for (const { mac, signal } of most) {
    writer.put(mac.split(':').map((byte) => Number.parseInt(byte, 16))).uint(byteOfSignal(signal), 1)
  }
  return writer
}
