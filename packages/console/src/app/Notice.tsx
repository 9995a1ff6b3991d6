import { type ReactNode } from 'react'
import classes from './Notice.module.css'

interface NoticeProps {
  readonly title: string
  readonly children?: ReactNode
  /** An error is announced at once; an empty state is not. */
  readonly isError?: boolean
}

/** What stands where content would: an empty state, an error with its way out, a page that is not there. */
export function Notice({ title, children, isError = false }: NoticeProps) {
  return (
    <div className={classes['notice']} {...(isError && { role: 'alert' })}>
      <p className={classes['title']}>{title}</p>
      {children}
    </div>
  )
}
