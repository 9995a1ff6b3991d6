import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import { type MouseEvent, type ReactNode } from 'react'

interface ReasonedButtonProps extends ButtonProps {
  readonly children: ReactNode
  readonly onClick: () => void
  /** Why it cannot be pressed now; null when it can. It stays focusable, so that the reason can be read. */
  readonly whyNot: string | null
  /** The key that does the same, shown in the button. */
  readonly keyName?: string
}

export function ReasonedButton({ children, onClick, whyNot, keyName, ...rest }: ReasonedButtonProps) {
  const press = (event: MouseEvent) => {
    if (whyNot === null) onClick()
    else event.preventDefault()
  }
  return (
    <Tooltip label={whyNot} disabled={whyNot === null}>
      <Button
        {...rest}
        onClick={press}
        {...(whyNot !== null && { 'aria-disabled': true, 'data-disabled': true, 'aria-description': whyNot })}
        {...(keyName && { 'aria-keyshortcuts': keyName, rightSection: <kbd aria-hidden="true">{keyName}</kbd> })}
      >
        {children}
      </Button>
    </Tooltip>
  )
}
