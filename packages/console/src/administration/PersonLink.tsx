import { Link } from '@tanstack/react-router'
import { useCan } from '../session/use-session.ts'

interface PersonLinkProps {
  readonly person: { readonly id: string; readonly name: string }
}

/** To the page of a person; the name alone for those who see no location. */
export function PersonLink({ person }: PersonLinkProps) {
  const canOpen = useCan('location:read')
  if (!canOpen) return person.name
  return (
    <Link to="/persons/$personId" params={{ personId: person.id }}>
      {person.name}
    </Link>
  )
}
