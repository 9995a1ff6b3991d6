import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './shell.module.css'

const rows = [
  { keys: ['J', 'K', '↓', '↑'], text: 'keys.move' },
  { keys: ['Home'], text: 'keys.top' },
  { keys: ['1', '2', '3'], text: 'keys.tabs' },
  { keys: ['T'], text: 'keys.take' },
  { keys: ['N'], text: 'keys.note' },
  { keys: ['C'], text: 'keys.conclude' },
  { keys: ['Enter', 'O'], text: 'keys.person' },
  { keys: ['U'], text: 'keys.undo' },
  { keys: ['/'], text: 'keys.search' },
  { keys: ['←', '→'], text: 'keys.scrub' },
  { keys: ['Esc'], text: 'keys.close' },
  { keys: ['?'], text: 'keys.help' },
] as const

interface KeyMapProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function KeyMap({ isOpen, onClose }: KeyMapProps) {
  const { t } = useTranslation()
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <p className={classes['keysIntro']}>{t('keys.intro')}</p>
      <dl className={classes['keys']}>
        {rows.map((row) => (
          <div key={row.text}>
            <dt>
              {row.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(row.text)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
