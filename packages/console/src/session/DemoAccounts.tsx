import { type Role, roles } from '@bilezik/domain'
import { useTranslation } from 'react-i18next'
import { type Answer } from '../api/client.ts'
import { useLanguage } from '../i18n/use-language.ts'
import classes from './entry.module.css'

type DemoAccount = Answer<'getSystem'>['demoAccounts'][number]

function isRole(value: string): value is Role {
  return roles.some((role) => role === value)
}

interface DemoAccountsProps {
  readonly accounts: readonly DemoAccount[]
  readonly onChoose: (account: DemoAccount) => void
}

export function DemoAccounts({ accounts, onChoose }: DemoAccountsProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <section className={classes['demo']} aria-labelledby="demo-title">
      <h2 id="demo-title">{t('signIn.demoTitle')}</h2>
      <p>{t('signIn.demoText')}</p>
      <ul>
        {accounts.map((account) => {
          const role = isRole(account.role) ? t(`role.${account.role}`) : account.role
          return (
            <li key={account.login}>
              <button type="button" onClick={() => onChoose(account)}>
                <span className="visually-hidden">{t('signIn.demoFill')} </span>
                <span className={classes['demoLogin']}>{account.login}</span>
                <span className={classes['demoPassword']}>{account.password}</span>
                <span className={classes['demoRole']}>
                  {role}, {account.organisation[language]}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
