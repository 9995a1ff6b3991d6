import { useHotkeys } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PersonDetail } from '../api/queries.ts'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useCan } from '../session/use-session.ts'
import { physical } from '../shell/physical.ts'
import { AskDialog } from './AskDialog.tsx'
import { whyNotAsk } from './why-not-ask.ts'

interface AskDeviceProps {
  readonly person: PersonDetail
  readonly onAsked: () => void
}

/** A button and a key that open the form. */
export function AskDevice({ person, onAsked }: AskDeviceProps) {
  const { t } = useTranslation()
  const canAsk = useCan('device:command')
  const [isOpen, setIsOpen] = useState(false)
  const why = whyNotAsk(person, canAsk)
  const open = () => {
    if (why === null && !document.querySelector('[role="dialog"]')) setIsOpen(true)
  }
  useHotkeys([['a', open, physical]])
  return (
    <>
      <ReasonedButton variant="default" whyNot={why && t(`ask.${why}`)} keyName="A" onClick={open}>
        {t('ask.open')}
      </ReasonedButton>
      {isOpen && (
        <AskDialog
          person={person}
          onClose={() => setIsOpen(false)}
          onAsked={() => {
            setIsOpen(false)
            onAsked()
          }}
        />
      )}
    </>
  )
}
