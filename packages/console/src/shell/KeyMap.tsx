import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './shell.module.css'

const rows = [
  { keys: ['J', 'K', 'down', 'up'], text: 'keys.move' },
  { keys: ['Home'], text: 'keys.top' },
  { keys: ['1', '2', '3'], text: 'keys.tabs' },
  { keys: ['T'], text: 'keys.take' },
  { keys: ['N'], text: 'keys.note' },
  { keys: ['C'], text: 'keys.conclude' },
  { keys: ['Enter', 'O'], text: 'keys.person' },
  { keys: ['W'], text: 'keys.why' },
  { keys: ['A'], text: 'keys.ask' },
  { keys: ['U'], text: 'keys.undo' },
  { keys: ['G'], text: 'keys.outage' },
  { keys: ['/'], text: 'keys.search' },
  { keys: ['left', 'right'], text: 'keys.scrub' },
  { keys: ['Esc'], text: 'keys.close' },
  { keys: ['?'], text: 'keys.help' },
] as const

/** Arrows are drawn: not every system has a font that holds them. */
const turns: Readonly<Record<string, number>> = { up: 0, right: 90, down: 180, left: 270 }

function KeyCap({ name }: { readonly name: string }) {
  const turn = turns[name]
  if (turn === undefined) return <kbd>{name}</kbd>
  return (
    <kbd>
      <svg width="9" height="9" viewBox="0 0 10 10" role="img" aria-label={name} style={{ transform: `rotate(${turn}deg)` }}>
        <path d="M5 9V1M1.5 4.5 5 1l3.5 3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
    </kbd>
  )
}

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
                <KeyCap key={key} name={key} />
              ))}
            </dt>
            <dd>{t(row.text)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
