import path from 'node:path'
import { protocolNames } from '@bilezik/domain'
import { Command, InvalidArgumentError, Option } from 'commander'
import { conformCommand } from './conform/command.ts'
import { presenceCommand } from './presence/command.ts'
import { sentenceOf } from './sentence-of.ts'
import { deviceOptions, deviceSettings } from './serve/device-doors.ts'
import { paperOptions, paperSettings } from './serve/paper-settings.ts'

const defaultData = (isDemo: boolean) => path.join('.bilezik', isDemo ? 'demo' : 'data')

function port(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new InvalidArgumentError('a port is a whole number from 0 to 65535')
  return number
}

function count(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > 50_000) throw new InvalidArgumentError('a whole number from 1 to 50000')
  return number
}

function speed(text: string): number | 'max' {
  if (text === 'max' || text === '0') return 'max'
  const number = Number(text)
  if (!(number > 0)) throw new InvalidArgumentError('a positive number, or max')
  return number
}

const program = new Command('bilezik').description('Open electronic monitoring.').showHelpAfterError()

const serveCommand = program
  .command('serve')
  .description('Start everything in one process: database, gateway, engine, console')
  .option('--demo', 'a demo with simulated people and public accounts', false)
  .option('--data <dir>', 'where the embedded database lives (default: .bilezik/data, with --demo .bilezik/demo)')
  .addOption(new Option('--port <n>', 'of the console and the REST interface').env('BILEZIK_PORT').default(8080).argParser(port))
  .addOption(new Option('--host <address>', 'that the console listens on').env('BILEZIK_HOST').default('127.0.0.1'))
  .addOption(new Option('--device-host <address>', 'that devices connect to').env('BILEZIK_DEVICE_HOST').default('127.0.0.1'))
  .addOption(new Option('--database <url>', 'a PostgreSQL 18 of your own instead of the embedded one').env('DATABASE_URL'))
  .addOption(new Option('--people <n>', 'simulated people in the demo').default(200).argParser(count))
  .action(async (options, command) => {
    const { serve } = await import('./serve/serve.ts')
    await serve({
      ...options,
      ...deviceSettings(command),
      papers: paperSettings(command),
      data: options.data ?? defaultData(options.demo),
    })
  })
for (const option of [...deviceOptions, ...paperOptions]) serveCommand.addOption(option)

program
  .command('decode')
  .description('Decode recorded device messages: one JSON object for each line')
  .addArgument(program.createArgument('<protocol>', 'the wire format').choices(protocolNames))
  .argument('[file]', 'JSON lines or one hex frame a line; standard input when absent')
  .action(async (protocol, file) => {
    const { decodeFile } = await import('./decode/decode-file.ts')
    await decodeFile(protocol, file)
  })

program
  .command('play')
  .description('Send a recording (CSV) to a running gateway as OsmAnd JSON')
  .argument('<file>', 'columns fix_at, lat, lon, accuracy_m, satellites, source, speed, course')
  .requiredOption('--device <id>', 'identifier of the device')
  .option('--speed <n>', 'times real time, or max', speed, 1)
  .addOption(
    new Option('--rebase-to <moment>', 'shift all times so that the last fix falls at the end of the play').choices(['now']),
  )
  .option('--data <dir>', 'data directory of the running server, to find its ports (default: the one last started here)')
  .option('--to <url>', 'OsmAnd port of the gateway, e.g. http://127.0.0.1:5055')
  .option('--server <url>', 'REST interface, for registering the device in a demo, e.g. http://127.0.0.1:8080')
  .action(async (file, options) => {
    const { playFile } = await import('./play/play-file.ts')
    await playFile(file, options)
  })

program
  .command('backup')
  .description('Back up the embedded database, also while it runs; the file holds the keys, keep it safe')
  .argument('<file>', 'a new file, .tar.gz')
  .option('--data <dir>', 'data directory', defaultData(false))
  .action(async (file, options) => {
    const { backUp } = await import('./data/back-up.ts')
    await backUp(file, options.data)
  })

program
  .command('restore')
  .description('Restore a backup into a new data directory')
  .argument('<file>', 'made by backup')
  .requiredOption('--data <dir>', 'a directory that does not exist or is empty')
  .action(async (file, options) => {
    const { restoreInto } = await import('./data/back-up.ts')
    await restoreInto(file, options.data)
  })

program
  .command('database-url')
  .description('Print the address of the embedded database for one of its roles (it holds a password)')
  .addOption(new Option('--role <role>').choices(['owner', 'app', 'intake', 'engine']).default('app'))
  .option('--data <dir>', 'data directory', defaultData(false))
  .action(async (options) => {
    const { printDatabaseUrl } = await import('./data/database-url.ts')
    await printDatabaseUrl(options.data, options.role)
  })

const ownDatabase = () => new Option('--database <url>', 'owner’s address of a PostgreSQL of your own').env('DATABASE_URL')

program
  .command('replay')
  .description('Derive an alert again from the stored readings: exit status 0 when it is identical, 1 when it differs')
  .requiredOption('--alert <id>', 'ID of the alert')
  .option('--json', 'everything, as one JSON object')
  .option('--data <dir>', 'data directory of the running server', defaultData(false))
  .addOption(ownDatabase())
  .action(async (options) => {
    const { runReplay } = await import('./replay/replay.ts')
    await runReplay(options)
  })

program
  .command('shadow')
  .description('Run the present engine over stored history and list what it would have said otherwise; changes nothing')
  .requiredOption('--from <moment>', 'ISO 8601')
  .requiredOption('--to <moment>', 'ISO 8601, not included')
  .option('--organisation <id>', 'persons with an order of this organisation only')
  .option('--policy <file>', 'JSON with values of the policy to use instead of the stored ones')
  .option('--json', 'one JSON object for each difference')
  .option('--data <dir>', 'data directory of the running server', defaultData(false))
  .addOption(ownDatabase())
  .action(async (options) => {
    const { runShadow } = await import('./replay/shadow.ts')
    await runShadow(options)
  })

program.addCommand(conformCommand)
program.addCommand(presenceCommand)

try {
  await program.parseAsync()
} catch (error) {
  console.error(sentenceOf(error))
  process.exitCode = 1
}
