import { type Severity } from '@bilezik/domain'
import classes from './severity.module.css'

/** The ink of a severity, for words beside its mark. */
export function severityClass(severity: Severity): string {
  return classes[severity] ?? ''
}
