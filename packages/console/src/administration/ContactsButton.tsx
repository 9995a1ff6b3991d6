import { languages } from '@bilezik/domain'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../api/client.ts'
import { ChangeForm } from '../changes/ChangeForm.tsx'
import { fieldsOf } from '../changes/fields.ts'
import { type FormSpec, type Values } from '../changes/form-spec.ts'
import { textOf, textOrNull } from '../changes/values.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useCan } from '../session/use-session.ts'

interface Organisation {
  readonly id: string
  readonly name: Answer<'getContacts'>['place'] & object
}

const parts = ['place', 'address'] as const

/** One that is given in a language alone stands in the others, too; none where nothing was given. */
function localisedOf(values: Values, part: (typeof parts)[number]): Answer<'getContacts'>['place'] {
  const given = languages.map((language) => textOf(values, `${part}-${language}`)).find((text) => text !== '')
  if (given === undefined) return null
  const of = (language: string) => textOf(values, `${part}-${language}`) || given
  return { kk: of('kk'), ru: of('ru'), en: of('en') }
}

function useContactsForm({ id, name }: Organisation, contacts: Answer<'getContacts'> | undefined): FormSpec | undefined {
  const { t } = useTranslation()
  const language = useLanguage()
  if (!contacts) return undefined
  const { text } = fieldsOf({ t })
  const initial = parts.flatMap((part) => languages.map((of) => [`${part}-${of}`, contacts[part]?.[of] ?? ''] as const))
  return {
    title: t('contacts.title', { name: name[language] }),
    reread: t('contacts.reread'),
    permission: 'organisation:contacts',
    fields: [
      text('phone', t('contacts.phone'), { isOptional: true, hint: t('contacts.phoneHint') }),
      text('bin', t('contacts.bin'), { isOptional: true, hint: t('contacts.binHint') }),
      ...parts.flatMap((part) =>
        languages.map((of) => text(`${part}-${of}`, `${t(`contacts.${part}`)} (${t(`language.${of}`)})`, { isOptional: true })),
      ),
    ],
    initial: { ...Object.fromEntries(initial), phone: contacts.phone ?? '', bin: contacts.bin ?? '' },
    send: (values) =>
      call('putContacts', {
        params: { organisationId: id },
        body: {
          place: localisedOf(values, 'place'),
          address: localisedOf(values, 'address'),
          phone: textOrNull(values, 'phone'),
          bin: textOrNull(values, 'bin'),
        },
      }),
  }
}

function Contacts({ organisation, onClose }: { readonly organisation: Organisation; readonly onClose: () => void }) {
  const queryClient = useQueryClient()
  const query = useQuery({
    queryKey: ['contacts', organisation.id],
    queryFn: ({ signal }) => call('getContacts', { params: { organisationId: organisation.id }, signal }),
    // What another has set meanwhile is not overwritten by what this screen saw an hour ago.
    gcTime: 0,
    staleTime: 0,
  })
  const spec = useContactsForm(organisation, query.data)
  const close = () => {
    queryClient.removeQueries({ queryKey: ['contacts', organisation.id] })
    onClose()
  }
  return spec && <ChangeForm spec={spec} onClose={close} />
}

/** What is printed at the head of an organisation's papers: without a telephone some are not drawn up. */
export function ContactsButton({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const isAllowed = useCan('organisation:contacts')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <ReasonedButton
        variant="default"
        size="compact-sm"
        whyNot={isAllowed ? null : t('admin.whyNoChange')}
        aria-label={`${t('contacts.button')}: ${organisation.name[language]}`}
        onClick={() => setIsOpen(true)}
      >
        {t('contacts.button')}
      </ReasonedButton>
      {isOpen && <Contacts organisation={organisation} onClose={() => setIsOpen(false)} />}
    </>
  )
}
