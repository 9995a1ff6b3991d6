import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan } from '../session/use-session.ts'

interface WearerProps {
  readonly personId: string
  /** Null: the reader's role sees no persons. */
  readonly name: string | null
}

/** Whose kit a piece is in, as far as the reader may know. */
export function Wearer({ personId, name }: WearerProps) {
  const { t } = useTranslation()
  const canOpen = useCan('location:read')
  if (name === null) return t('equipment.someone')
  if (!canOpen) return name
  return (
    <Link to="/persons/$personId" params={{ personId }}>
      {name}
    </Link>
  )
}
