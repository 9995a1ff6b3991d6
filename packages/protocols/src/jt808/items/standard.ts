import { type Item, item, numberItem, signedMagnitude, u16, u32, u8 } from './item.ts'

/** The items of JT/T 808-2013 and -2019, and the camera alarms of JT/T 1078. Lists of fences and tyres stay in the raw bytes. */
export const standardItems: readonly Item[] = [
  item(0x01, 4, (value, noted) => {
    noted.values['odometerMetres'] = value.u32() * 100
  }),
  numberItem(0x02, 'fuelLitres', u16, 10),
  numberItem(0x03, 'recorderKilometresPerHour', u16, 10),
  numberItem(0x04, 'event', u16),
  numberItem(0x06, 'temperatureCelsius', signedMagnitude),
  numberItem(0x14, 'videoAlarm', u32),
  numberItem(0x15, 'videoLost', u32),
  numberItem(0x16, 'videoCovered', u32),
  numberItem(0x17, 'memoryFault', u16),
  numberItem(0x18, 'drivingAlarm', u16),
  numberItem(0x25, 'vehicleSignals', u32),
  item(0x2a, 2, (value, noted) => {
    const status = value.u16()
    noted.values['isInDeepSleep'] = (status & 1) !== 0
    noted.values['isAsleep'] = (status & 2) !== 0
  }),
  item(0x2b, 4, (value, noted) => {
    // The first input is the lower half.
    noted.values['analog2'] = value.u16()
    noted.values['analog1'] = value.u16()
  }),
  numberItem(0x30, 'gsmSignal', u8),
  item(0x31, 1, (value, noted) => {
    noted.satellites = value.u8()
  }),
]
