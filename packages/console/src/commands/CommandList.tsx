import { useTranslation } from 'react-i18next'
import { type Command } from '../api/queries.ts'
import { useNow } from '../feed/live.ts'
import { withInitials } from '../format/names.ts'
import { moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { CommandMark } from './CommandMark.tsx'
import { commandText, progressText } from './command-text.ts'
import classes from './commands.module.css'

/** Something may still come of it. */
function isOpen({ state, until }: Command, nowMs: number): boolean {
  return (state === 'queued' || state === 'sent') && Date.parse(until) > nowMs
}

/** Newest first: what, how it stands, to which device; who asked, when and why; what became of it. */
export function CommandList({ commands }: { readonly commands: readonly Command[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(1_000)
  const [newest] = commands
  return (
    <>
      <p className="visually-hidden" role="status">
        {newest && t('commands.latest', { command: commandText(newest, t, language), state: t(`commandState.${newest.state}`) })}
      </p>
      <ul className={classes['commands']} aria-label={t('commands.title')}>
        {commands.map((command) => (
          <li key={command.id} data-state={command.state} data-open={isOpen(command, now) || undefined}>
            <CommandMark state={command.state} />
            <b>{commandText(command, t, language)}</b>
            <span className={classes['state']}>{t(`commandState.${command.state}`)}</span>
            <span className={classes['detail']}>{progressText(command, t, language, now)}</span>
            <span className={classes['detail']}>
              {moment(Date.parse(command.requestedAt), now, language)} {withInitials(command.requestedBy)}:{' '}
              <q>{command.reason}</q>
            </span>
            <span className={classes['detail']}>{command.identifier}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
