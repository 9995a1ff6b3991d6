import { protocolNames } from '@bilezik/domain'
import { Command, InvalidArgumentError, Option } from 'commander'
import { type Capability, capabilities } from './conversation.ts'
import { transports } from './stations/station.ts'

function address(text: string): { readonly host: string; readonly port: number } {
  const [, host, digits] = /^\[?([^\]]+)\]?:(\d{1,5})$/.exec(text) ?? []
  const port = Number(digits)
  if (host === undefined || port > 65_535) throw new InvalidArgumentError('an address and a port, e.g. 0.0.0.0:5023')
  return { host, port }
}

function secret(text: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new InvalidArgumentError('64 hexadecimal digits')
  return new Uint8Array(Buffer.from(text, 'hex'))
}

function expectations(text: string): ReadonlySet<Capability> {
  const words = text === 'none' ? [] : text.split(',').map((word) => word.trim())
  const unknown = words.find((word) => !capabilities.some((capability) => capability === word))
  if (unknown !== undefined) throw new InvalidArgumentError(`${capabilities.join(', ')}, with commas; or none`)
  return new Set(words as Capability[])
}

function between(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (!(number >= least && number <= most)) throw new InvalidArgumentError(`a number from ${least} to ${most}`)
    return number
  }
}

/** `bilezik conform` */
export const conformCommand = new Command('conform')
  .description('Examine a device: plays the server, and gives a verdict for each requirement')
  .addOption(new Option('--protocol <name>', 'that the device speaks').choices(protocolNames).makeOptionMandatory())
  .addOption(new Option('--listen <host:port>', 'where the device comes in').argParser(address).makeOptionMandatory())
  .addOption(new Option('--transport <name>', 'where the protocol has several').choices(transports))
  .option('--device <identifier>', 'the only name that the device may bear')
  .addOption(
    new Option('--secret <hex>', 'the device’s key, for protocols that sign').env('BILEZIK_CONFORM_SECRET').argParser(secret),
  )
  .addOption(
    new Option('--expect <list>', `what the device must be able to do: ${capabilities.join(',')}, or none`)
      .default(new Set(capabilities), 'all of them')
      .argParser(expectations),
  )
  .addOption(new Option('--minutes <n>', 'that its reports are watched').default(5).argParser(between(0.1, 1_440)))
  .addOption(
    new Option('--pace <n>', 'times every wait: 0.1 for a device that is ten times as fast')
      .default(1)
      .argParser(between(0.001, 10)),
  )
  .option('--unattended', 'nobody is asked to move the strap: whoever does it does so unasked', false)
  .option('--tls-cert <file>', 'listen inside TLS, with this certificate (PEM)')
  .option('--tls-key <file>', 'its key (PEM)')
  .option('--json <file>', 'write the report there as well')
  .option('--rehearse [fault]', 'let a simulated device come, and time leap; with a fault, a faulty one')
  .action(async (options) => {
    const { runConform } = await import('./run-conform.ts')
    await runConform(options)
  })
