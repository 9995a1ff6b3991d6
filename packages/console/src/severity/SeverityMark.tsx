import { type Severity } from '@bilezik/domain'
import classes from './severity.module.css'

/** ▲ ■ ◆ ● drawn, not typed: fonts disagree on their size. */
const outline: Readonly<Record<Severity, string>> = {
  critical: 'M8 1.5 15 14H1z',
  high: 'M2.5 2.5h11v11h-11z',
  medium: 'M8 1 15 8 8 15 1 8z',
  low: 'M8 3a5 5 0 1 1 0 10A5 5 0 1 1 8 3z',
}

interface SeverityMarkProps {
  readonly severity: Severity
  readonly size?: number
  /** Drawn as a ring: it is over, or taken care of. */
  readonly isHollow?: boolean
}

export function SeverityMark({ severity, size = 16, isHollow = false }: SeverityMarkProps) {
  return (
    <svg className={classes[severity]} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={outline[severity]}
        fill={isHollow ? 'none' : 'currentColor'}
        stroke="currentColor"
        strokeWidth={isHollow ? 1.75 : 0}
        strokeLinejoin="round"
      />
    </svg>
  )
}
