import type { DeviceModel } from '@bilezik/domain'

/** Of phones: GNSS lies within its stated accuracy half of the time, positions by networks nearly always, in jumps. */
const phoneCalibration: DeviceModel['calibration'] = {
  gnss: { factor: 1.5, leastMetres: 8, tailShare: 0.01, tailMetres: 40 },
  wifi: { factor: 1, leastMetres: 150, tailShare: 0.1, tailMetres: 500 },
  cell: { factor: 1, leastMetres: 150, tailShare: 0.1, tailMetres: 500 },
}

/**
 * Models that come with Bilezik. An installation describes its own, and may describe one of these otherwise. A device of a model
 * that nobody has described is read by its protocol alone.
 */
const models: readonly DeviceModel[] = [
  {
    name: 'Traccar Client',
    maker: 'Traccar',
    equipmentClass: 'personal-tracker',
    role: 'carried',
    protocol: 'osmand',
    signals: [],
    calibration: phoneCalibration,
    batteryCurve: [],
    commands: [],
    isChecksumTrusted: true,
  },
]

/** By name, as devices are registered with it. */
export const knownModels: ReadonlyMap<string, DeviceModel> = new Map(models.map((model) => [model.name, model]))
