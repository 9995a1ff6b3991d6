import type { Asked } from '@bilezik/contract'
import type { Document } from '@bilezik/documents'
import type { Sources } from './sources.ts'

type Place = NonNullable<Document['signatures']>[number]

/** Who signs a document of this kind; whoever was present signs, too. A null name leaves a line for a pen. */
function expected(asked: Asked, { author, person }: Sources, present: readonly Place[]): Place[] {
  const officer: Place = { role: 'employee', name: author.name }
  const supervised: Place = { role: 'person', name: person.fullName }
  switch (asked.kind) {
    case 'handover-act': {
      const isRemoval = asked.occasion.kind === 'removal'
      const [from, to] = isRemoval ? [person.fullName, author.name] : [author.name, person.fullName]
      return [{ role: 'handing-over', name: from }, { role: 'receiving', name: to }, ...present]
    }
    case 'memo':
    case 'explanation-record':
    case 'replacement-act':
    case 'damage-act':
      return [officer, supervised, ...present]
    case 'adoption-notice':
    case 'return-to-body':
    case 'equipment-decision':
    case 'hospitalisation-notice':
    case 'information-report':
    case 'closing-act':
      return [{ role: 'head', name: author.isHead ? author.name : null }, ...present]
    default:
      return asked satisfies never
  }
}

/** The places to sign: those that the kind expects, each as signed (or refused) on the screen where it was, then whoever else signed. */
export function placesOf(asked: Asked, sources: Sources, present: readonly Place[]): Place[] {
  const signed = asked.signatures.map(({ role, name, image, hasRefused }): Place => ({
    role,
    name,
    image,
    hasRefused,
    signedAt: image === null ? null : sources.now,
  }))
  // Of several in one capacity each has a place.
  const isSigned = ({ role, name }: Place) =>
    signed.some((one) => one.role === role && (one.name === name || !present.some((other) => other.role === role)))
  const left = expected(asked, sources, present).filter((place) => !isSigned(place))
  return [...left, ...signed].slice(0, 12)
}
