import type { DeviceId, Instant } from '@bilezik/domain'
import type { KitDevice, WatchPlan } from './stream.ts'

export function isInKit(device: KitDevice, at: Instant): boolean {
  return device.from <= at && at < device.until
}

export function kitDevice(plan: WatchPlan, deviceId: DeviceId, at: Instant): KitDevice | undefined {
  // Asked for every reading: a loop needs no function of its own.
  for (const device of plan.kit) {
    if (device.deviceId === deviceId && isInKit(device, at)) return device
  }
  return undefined
}
