import { useTranslation } from 'react-i18next'
import classes from './panel.module.css'

export function UndoNotice({ text, onUndo }: { readonly text: string; readonly onUndo: () => void }) {
  const { t } = useTranslation()
  return (
    <span className={classes['undo']}>
      <span>{text}</span>
      <button type="button" onClick={onUndo} aria-keyshortcuts="U">
        {t('app.undo')} <kbd aria-hidden="true">U</kbd>
      </button>
    </span>
  )
}
