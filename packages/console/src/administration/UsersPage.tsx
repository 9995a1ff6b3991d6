import { type Language, type Role, languages, roles } from '@bilezik/domain'
import { PasswordInput, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../api/client.ts'
import { usersQuery } from '../api/queries.ts'
import { comparator } from '../format/collate.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column } from '../parts/DataTable.tsx'
import { useCan, useSession } from '../session/use-session.ts'
import { AddForm } from './AddForm.tsx'
import { ListPage } from './ListPage.tsx'
import { UserIinButton } from './UserIinButton.tsx'
import { useOrganisations } from './use-organisations.ts'

type User = Answer<'listUsers'>['users'][number]

export function UsersPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const canChange = useCan('user:change')
  const { organisation: own } = useSession()
  const { options, nameOf } = useOrganisations()
  const query = useQuery(usersQuery)
  const data = query.data?.users
  const rows = useMemo(() => data?.toSorted((a, b) => comparator(language)(a.name, b.name)), [data, language])
  const blank = {
    login: '',
    name: '',
    password: '',
    role: 'operator' as Role,
    organisationId: own.id,
    language: 'kk' as Language,
  }
  const [form, setForm] = useState(blank)
  const field = (key: 'login' | 'name' | 'password') => ({
    value: form[key],
    required: true,
    withAsterisk: false,
    onChange: (event: { currentTarget: { value: string } }) => setForm({ ...form, [key]: event.currentTarget.value }),
  })
  const columns: Column<User>[] = [
    { title: t('setUp.name'), cell: (user) => user.name },
    { title: t('admin.login'), cell: (user) => user.login },
    { title: t('admin.role'), cell: (user) => t(`role.${user.role}`) },
    { title: t('admin.organisation'), cell: (user) => nameOf(user.organisationId) },
    { title: t('admin.language'), cell: (user) => t(`language.${user.language}`) },
    { title: t('userIin.column'), cell: (user) => <UserIinButton user={user} /> },
  ]
  return (
    <ListPage
      title={t('admin.users')}
      query={query}
      rows={rows}
      columns={columns}
      keyOf={(user) => user.id}
      wordsOf={(user) => [user.name, user.login]}
      empty=""
    >
      <AddForm
        title={t('admin.addUser')}
        isAllowed={canChange}
        onOpen={() => setForm(blank)}
        send={() => call('createUser', { body: form })}
        nameOf={() => form.name}
        refresh={usersQuery.queryKey}
      >
        <TextInput label={t('setUp.name')} {...field('name')} />
        <TextInput
          label={t('admin.login')}
          description={t('setUp.loginHint')}
          autoCapitalize="none"
          autoComplete="off"
          {...field('login')}
        />
        <PasswordInput
          label={t('admin.password')}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          description={t('setUp.passwordHint')}
          autoComplete="new-password"
          minLength={12}
          {...field('password')}
        />
        <Select
          label={t('admin.role')}
          data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          value={form.role}
          onChange={(value) => setForm({ ...form, role: roles.find((role) => role === value) ?? 'operator' })}
        />
        <Select
          label={t('admin.organisation')}
          data={options}
          value={form.organisationId}
          onChange={(value) => setForm({ ...form, organisationId: value ?? own.id })}
          searchable
        />
        <Select
          label={t('admin.language')}
          data={languages.map((of) => ({ value: of, label: t(`language.${of}`) }))}
          value={form.language}
          onChange={(value) => setForm({ ...form, language: languages.find((of) => of === value) ?? 'kk' })}
        />
      </AddForm>
    </ListPage>
  )
}
