import type { Composer } from '../composer.ts'
import { missingOf, named, noDevice, paperDevice, participants, pastInstant } from '../parts.ts'

export const damageAct: Composer<'damage-act'> = {
  missing: (sources) => missingOf([sources.kit.length === 0, noDevice]),
  compose: (sources, asked) => ({
    kind: 'damage-act',
    event: asked.event,
    foundAt: pastInstant(asked.foundAt, 'foundAt', sources),
    foundBy: sources.author.name,
    circumstances: asked.circumstances,
    personStatement: asked.personStatement,
    devices: named(sources, asked.deviceIds, 'deviceIds').map(paperDevice),
    lines: asked.lines,
    finding:
      asked.finding.kind === 'not-examined'
        ? asked.finding
        : { ...asked.finding, foundAt: pastInstant(asked.finding.foundAt, 'finding.foundAt', sources) },
    annexes: asked.annexes,
    present: participants(asked.present),
  }),
}
