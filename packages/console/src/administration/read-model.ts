import { type CallOptions } from '../api/client.ts'
import { type DeviceModel } from '../api/queries.ts'

type Body = CallOptions<'putDeviceModel'>['body']

/** What is sent is judged by the server, which knows the contract; here only whether it is JSON at all. */
export type Read =
  | { readonly kind: 'read'; readonly body: Body }
  | { readonly kind: 'not-json'; readonly at: { readonly line: number; readonly column: number } | null }

/** The place as the browser's own message tells it. Firefox writes `at line 3 column 5`, Chromium `(line 3 column 5)`. */
function placeOf(message: string): { line: number; column: number } | null {
  const [, line, column] = /line (\d+),? column (\d+)/.exec(message) ?? []
  return line === undefined || column === undefined ? null : { line: Number(line), column: Number(column) }
}

export function readModel(text: string): Read {
  try {
    return { kind: 'read', body: JSON.parse(text) as Body }
  } catch (error) {
    return { kind: 'not-json', at: placeOf(error instanceof Error ? error.message : '') }
  }
}

/** What a new description begins with: every field, so that none has to be guessed. */
export const blankModel: DeviceModel = {
  name: '',
  maker: '',
  equipmentClass: 'bracelet',
  role: 'worn',
  protocol: 'gt06',
  signals: [],
  calibration: {},
  batteryCurve: [],
  commands: [],
  isChecksumTrusted: true,
}

export function writeModel(model: DeviceModel): string {
  return JSON.stringify(model, null, 2)
}
