import { Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call, credentials } from '../api/client.ts'
import { queryClient } from '../app/query-client.ts'
import { forgetFittings } from '../fitting/fitting-draft.ts'
import { forgetSeen } from '../fitting/fitting-seen.ts'
import { forgetDrafts } from '../intake/draft-store.ts'
import { withInitials } from '../format/names.ts'
import { useSession } from '../session/use-session.ts'
import classes from './shell.module.css'

export function UserMenu({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const navigate = useNavigate()
  const signOut = useMutation({
    mutationFn: () => call('signOut'),
    // Even where the server could not be told, this screen shows nothing more.
    async onSettled() {
      credentials.csrfToken = null
      forgetDrafts()
      forgetFittings()
      forgetSeen()
      await navigate({ to: '/sign-in' })
      queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'system' })
    },
  })
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <button type="button" className={classes['barButton']} title={user.name}>
          <span className="visually-hidden">{t('user.menu')}: </span>
          <span className={classes['userName']}>{withInitials(user.name)}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user.login}, {t(`role.${user.role}`)}
        </Menu.Label>
        <Menu.Item onClick={onShowKeys} rightSection={<kbd>?</kbd>}>
          {t('keys.open')}
        </Menu.Item>
        <Menu.Item onClick={() => signOut.mutate()}>{t('signIn.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
