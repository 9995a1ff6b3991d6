import { type Language, languages } from '@bilezik/domain'
import { Alert, Button, Fieldset, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, credentials } from '../api/client.ts'
import { sessionQuery } from '../api/queries.ts'
import { landingOf } from '../app/paths.ts'
import { queryClient } from '../app/query-client.ts'
import { usePageTitle } from '../app/use-page-title.ts'
import { EntryLayout } from './EntryLayout.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'

const blank = { login: '', name: '', password: '', kk: '', ru: '', en: '' }

/** Behind the one-time link that the server prints at its first start. */
export function SetUpPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { token } = useSearch({ from: '/setup' })
  const [form, setForm] = useState(blank)
  usePageTitle(t('setUp.title'))
  const field = (key: keyof typeof blank) => ({
    value: form[key],
    required: true,
    withAsterisk: false,
    onChange: (event: { currentTarget: { value: string } }) => setForm({ ...form, [key]: event.currentTarget.value }),
  })

  const setUp = useMutation({
    mutationFn: () => {
      const { login, name, password, kk, ru, en } = form
      return call('setUp', { body: { token: token ?? '', login, name, password, organisationName: { kk, ru, en } } })
    },
    async onSuccess(session) {
      queryClient.clear()
      credentials.csrfToken = session.csrfToken
      queryClient.setQueryData(sessionQuery.queryKey, session)
      await navigate({ to: landingOf(session.permissions) })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setUp.mutate()
  }

  if (token === undefined) {
    return (
      <EntryLayout title={t('setUp.title')}>
        <Alert color="gray">{t('setUp.noToken')}</Alert>
      </EntryLayout>
    )
  }
  const languageName = (language: Language) => t('setUp.organisationIn', { language: t(`language.${language}`) })
  return (
    <EntryLayout title={t('setUp.title')}>
      <p>{t('setUp.text')}</p>
      <form onSubmit={submit}>
        <TextInput label={t('setUp.name')} autoComplete="name" {...field('name')} />
        <TextInput
          label={t('setUp.login')}
          description={t('setUp.loginHint')}
          autoComplete="username"
          autoCapitalize="none"
          mt={12}
          {...field('login')}
        />
        <PasswordInput
          label={t('setUp.password')}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          description={t('setUp.passwordHint')}
          autoComplete="new-password"
          minLength={12}
          mt={12}
          {...field('password')}
        />
        <Fieldset legend={t('setUp.organisation')} variant="unstyled" mt={20}>
          {languages.map((language) => (
            <TextInput key={language} label={languageName(language)} mb={8} {...field(language)} />
          ))}
        </Fieldset>
        <FormProblem error={setUp.error} />
        <Button type="submit" size="sm" fullWidth mt={20} loading={setUp.isPending}>
          {t('setUp.submit')}
        </Button>
      </form>
    </EntryLayout>
  )
}
