import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ListPage } from '../administration/ListPage.tsx'
import { useOrganisations } from '../administration/use-organisations.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column } from '../parts/DataTable.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useCan } from '../session/use-session.ts'
import { RecipientDialog } from './RecipientDialog.tsx'
import { SecretDialog } from './SecretDialog.tsx'
import { type Recipient, recipientsQuery } from './queries.ts'
import classes from './deliveries.module.css'

/** Bodies, courts, health institutions and persons that papers go to, and by which addresses. */
export function AddressBookPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const canChange = useCan('order:change')
  const query = useQuery(recipientsQuery)
  const { list, nameOf } = useOrganisations()
  const [edited, setEdited] = useState<Recipient | 'new' | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const nameIn = ({ name }: Recipient) => name[language === 'kk' ? 'kk' : 'ru']
  const columns: Column<Recipient>[] = [
    {
      title: t('deliveries.book.name'),
      cell: (row) => (
        <>
          {nameIn(row)}
          {row.isRetired && <div className={classes['hint']}>{t('deliveries.book.retired')}</div>}
        </>
      ),
    },
    ...((list?.length ?? 0) > 1
      ? [{ title: t('deliveries.book.organisation'), cell: ({ organisationId }: Recipient) => nameOf(organisationId) }]
      : []),
    { title: t('deliveries.book.email'), cell: ({ email }) => email ?? '–' },
    { title: t('deliveries.channel.webhook'), cell: ({ webhookUrl }) => webhookUrl ?? '–' },
    { title: t('deliveries.book.postal'), cell: ({ postalAddress }) => postalAddress ?? '–' },
    { title: t('deliveries.book.duty'), cell: ({ dutyUnit }) => dutyUnit ?? '–' },
    {
      title: t('deliveries.todo'),
      cell: (row) =>
        canChange && (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={t('deliveries.book.changeOf', { name: nameIn(row) })}
            onClick={() => setEdited(row)}
          >
            {t('deliveries.book.change')}
          </Button>
        ),
    },
  ]
  return (
    <>
      <ListPage
        title={t('deliveries.book.title')}
        query={query}
        rows={query.data?.recipients}
        columns={columns}
        keyOf={({ id }) => id}
        wordsOf={(row) => [row.name.kk, row.name.ru, row.email, row.postalAddress, row.dutyUnit]}
        empty={t('deliveries.book.none')}
      >
        <ReasonedButton whyNot={canChange ? null : t('admin.whyNoChange')} onClick={() => setEdited('new')}>
          {t('deliveries.book.add')}
        </ReasonedButton>
      </ListPage>
      {edited && (
        <RecipientDialog
          recipient={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onSecret={(told) => setSecret(told)}
        />
      )}
      {secret !== null && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </>
  )
}
