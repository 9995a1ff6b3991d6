import crypto from 'node:crypto'
import { unwrapKey } from '@bilezik/database'
import type { DeviceModel, Instant, ProtocolName } from '@bilezik/domain'
import { knownModels } from '@bilezik/protocols'
import { StartError } from './listener.ts'

/** A time in which a device's readings may be kept, and the key that its raw bytes are kept under. Half-open. */
export interface CollectionInterval {
  readonly from: Instant
  readonly until: Instant
  readonly keyNo: number
  /** Taken over by the crypto library once: bytes would be checked and copied anew for every row, at three times the price. */
  readonly key: crypto.KeyObject
}

export interface RegisteredDevice {
  readonly no: number
  readonly protocol: ProtocolName
  readonly identifier: string
  readonly intervals: readonly CollectionInterval[]
  /** Absent for a model that nobody has described. */
  readonly model?: DeviceModel
  /** The device's own key, where its protocol signs. */
  readonly secret?: Uint8Array
}

/** A row of collected_devices(). */
export interface CollectedDeviceRow {
  readonly device_no: number
  readonly protocol: ProtocolName
  readonly identifier: string
  readonly model_name: string
  readonly model: DeviceModel | null
  readonly wrapped_secret: string | null
  readonly intervals: readonly {
    readonly from: string | number
    readonly until: string | number
    readonly keyNo: number
    readonly wrappedKey: string
  }[]
}

/**
 * The registered devices and when each may be listened to, as of one version of the authorised times.
 * Every intake transaction compares the version with the database's, so a stale copy never decides.
 */
export class Collection {
  #byIdentity = new Map<string, RegisteredDevice>()
  #byNo = new Map<number, RegisteredDevice>()
  #keys = new Map<number, crypto.KeyObject>()
  readonly #masterKey: Buffer
  version = 0

  constructor(masterKey: Buffer) {
    this.#masterKey = masterKey
  }

  get size(): number {
    return this.#byNo.size
  }

  find(protocol: ProtocolName, identifier: string): RegisteredDevice | undefined {
    return this.#byIdentity.get(`${protocol} ${identifier}`)
  }

  get(deviceNo: number): RegisteredDevice | undefined {
    return this.#byNo.get(deviceNo)
  }

  apply(rows: readonly CollectedDeviceRow[], version: number): void {
    for (const row of rows) {
      const model = row.model ?? knownModels.get(row.model_name)
      const device: RegisteredDevice = {
        no: row.device_no,
        protocol: row.protocol,
        identifier: row.identifier,
        intervals: row.intervals.map((i) => this.#interval(i)),
        ...(model ? { model } : {}),
        ...(row.wrapped_secret === null ? {} : { secret: this.#opened(row.wrapped_secret) }),
      }
      this.#byNo.set(device.no, device)
      this.#byIdentity.set(`${device.protocol} ${device.identifier}`, device)
    }
    this.version = version
  }

  #opened(wrappedKey: string): Buffer {
    try {
      return unwrapKey(Buffer.from(wrappedKey, 'base64'), this.#masterKey)
    } catch (error) {
      throw new StartError(
        'The master key does not open the keys in this database: start with the key that it was set up with (BILEZIK_MASTER_KEY, or the data directory that belongs to it).',
        { cause: error },
      )
    }
  }

  #interval(row: CollectedDeviceRow['intervals'][number]): CollectionInterval {
    let key = this.#keys.get(row.keyNo)
    if (!key) {
      key = crypto.createSecretKey(this.#opened(row.wrappedKey))
      this.#keys.set(row.keyNo, key)
    }
    return { from: Number(row.from) as Instant, until: Number(row.until) as Instant, keyNo: row.keyNo, key }
  }
}

export function intervalAt(device: RegisteredDevice, at: Instant): CollectionInterval | undefined {
  return device.intervals.find((interval) => interval.from <= at && at < interval.until)
}
