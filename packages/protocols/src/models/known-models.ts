import type { DeviceModel } from '@bilezik/domain'

/** Of phones: GNSS lies within its stated accuracy half of the time, positions by networks nearly always, in jumps. */
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
    // A phone errs as the engine takes any device to err: its defaults come from phones.
    calibration: {},
    batteryCurve: [],
    commands: [],
    isChecksumTrusted: true,
  },
]

/** By name, as devices are registered with it. */
export const knownModels: ReadonlyMap<string, DeviceModel> = new Map(models.map((model) => [model.name, model]))
