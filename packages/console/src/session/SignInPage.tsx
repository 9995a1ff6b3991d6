import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, credentials } from '../api/client.ts'
import { sessionQuery, systemQuery } from '../api/queries.ts'
import { landingOf } from '../app/paths.ts'
import { queryClient } from '../app/query-client.ts'
import { usePageTitle } from '../app/use-page-title.ts'
import { DemoAccounts } from './DemoAccounts.tsx'
import { EntryLayout } from './EntryLayout.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'

export function SignInPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { history } = useRouter()
  const { next, ended } = useSearch({ from: '/sign-in' })
  const system = useQuery(systemQuery).data
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const submitRef = useRef<HTMLButtonElement>(null)
  usePageTitle(t('signIn.title'))

  const signIn = useMutation({
    mutationFn: () => call('signIn', { body: { login: login.trim(), password } }),
    async onSuccess(session) {
      // Nothing of whoever sat here before.
      queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'system' })
      credentials.csrfToken = session.csrfToken
      queryClient.setQueryData(sessionQuery.queryKey, session)
      if (next === undefined) await navigate({ to: landingOf(session.permissions) })
      else history.push(next)
    },
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate()
  }

  return (
    <EntryLayout title={t('signIn.title')}>
      {ended && !signIn.isError && <Alert color="gray">{t('signIn.sessionEnded')}</Alert>}
      {system?.needsSetUp && <Alert color="gray">{t('signIn.needsSetUp')}</Alert>}
      <form onSubmit={submit}>
        <TextInput
          label={t('signIn.login')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
        <PasswordInput
          label={t('signIn.password')}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          required
          withAsterisk={false}
          mt={12}
        />
        <FormProblem error={signIn.error} />
        <Button ref={submitRef} type="submit" size="sm" fullWidth mt={20} loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </form>
      {system?.isDemo && (
        <DemoAccounts
          accounts={system.demoAccounts}
          onChoose={(account) => {
            setLogin(account.login)
            setPassword(account.password)
            submitRef.current?.focus()
          }}
        />
      )}
    </EntryLayout>
  )
}
