import { languages } from '@bilezik/domain'
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { organisationsQuery } from '../api/queries.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { useCan, useSession } from '../session/use-session.ts'
import { AddForm } from './AddForm.tsx'
import { ContactsButton } from './ContactsButton.tsx'
import { ListPage } from './ListPage.tsx'
import { useOrganisations } from './use-organisations.ts'

const blank = { kk: '', ru: '', en: '' }

export function OrganisationsPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const canChange = useCan('organisation:change')
  const { organisation: own } = useSession()
  const { query, list, options, nameOf } = useOrganisations()
  const [name, setName] = useState(blank)
  const [parentId, setParentId] = useState(own.id)
  const columns = [
    { title: t('admin.name'), cell: (row: NonNullable<typeof list>[number]) => row.name[language] },
    { title: t('admin.parent'), cell: (row: NonNullable<typeof list>[number]) => nameOf(row.parentId) },
    {
      title: t('contacts.column'),
      cell: (row: NonNullable<typeof list>[number]) => <ContactsButton organisation={row} />,
    },
  ]
  return (
    <ListPage
      title={t('admin.organisations')}
      query={query}
      rows={list}
      columns={columns}
      keyOf={(row) => row.id}
      wordsOf={(row) => Object.values(row.name)}
      empty=""
    >
      <AddForm
        title={t('admin.addOrganisation')}
        isAllowed={canChange}
        onOpen={() => {
          setName(blank)
          setParentId(own.id)
        }}
        send={() => call('createOrganisation', { body: { name, parentId } })}
        nameOf={() => name[language]}
        refresh={organisationsQuery.queryKey}
      >
        <Select
          label={t('admin.parent')}
          data={options}
          value={parentId}
          onChange={(value) => setParentId(value ?? own.id)}
          searchable
        />
        {languages.map((of) => (
          <TextInput
            key={of}
            label={`${t('admin.name')} (${t(`language.${of}`)})`}
            value={name[of]}
            onChange={(event) => setName({ ...name, [of]: event.currentTarget.value })}
            required
            withAsterisk={false}
          />
        ))}
      </AddForm>
    </ListPage>
  )
}
