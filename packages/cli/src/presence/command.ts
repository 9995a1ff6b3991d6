import { Command, InvalidArgumentError } from 'commander'

function between(least: number, most: number, of: string): (text: string) => number {
  return (text) => {
    const number = text.trim() === '' ? NaN : Number(text)
    if (!(number >= least && number <= most)) throw new InvalidArgumentError(`${of} from ${least} to ${most}`)
    return number
  }
}

/** `bilezik presence` */
export const presenceCommand = new Command('presence')
  .description('Judge a recording (CSV): when was the device outside of a circle, by common rules and by the engine')
  .argument('<file>', 'columns fix_at, lat, lon; where present accuracy_m, satellites, source, speed, course')
  .requiredOption('--lat <degrees>', 'of the centre', between(-90, 90, 'degrees'))
  .requiredOption('--lon <degrees>', 'of the centre', between(-180, 180, 'degrees'))
  .requiredOption('--radius <metres>', 'of the circle', between(10, 100_000, 'metres'))
  // 2 for what was asked wrongly, as for a file that cannot be read: a caller can tell it from an answer.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(async (file, { lat, lon, radius }) => {
    const { runPresence } = await import('./run-presence.ts')
    process.exitCode = await runPresence(file, { centre: { lat, lon }, radiusMetres: radius })
  })
