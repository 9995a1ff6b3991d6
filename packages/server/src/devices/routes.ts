import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { listDeviceClockEvents } from './clock-events.ts'
import { listDevices, listQuarantine, listUnknownDevices } from './devices.ts'
import { registerDevice } from './register-device.ts'
import { listCommands, requestCommand } from './commands.ts'
import { issueDevice, returnDevice } from './kit.ts'
import { listDeviceModels, listSecurityEvents, putDeviceModel } from './models.ts'

export function deviceRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'listDevices', listDevices)
  implement(app, context, 'registerDevice', registerDevice)
  implement(app, context, 'issueDevice', issueDevice)
  implement(app, context, 'returnDevice', returnDevice)
  implement(app, context, 'listUnknownDevices', listUnknownDevices)
  implement(app, context, 'listQuarantine', listQuarantine)
  implement(app, context, 'requestCommand', requestCommand)
  implement(app, context, 'listCommands', listCommands)
  implement(app, context, 'listDeviceModels', listDeviceModels)
  implement(app, context, 'putDeviceModel', putDeviceModel)
  implement(app, context, 'listSecurityEvents', listSecurityEvents)
  implement(app, context, 'listDeviceClockEvents', listDeviceClockEvents)
}
