import { maskedIin } from '@bilezik/domain'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../api/client.ts'
import { usersQuery } from '../api/queries.ts'
import { ChangeForm } from '../changes/ChangeForm.tsx'
import { fieldsOf } from '../changes/fields.ts'
import { type FormSpec } from '../changes/form-spec.ts'
import { textOrNull } from '../changes/values.ts'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useCan } from '../session/use-session.ts'

type User = Answer<'listUsers'>['users'][number]

function useIinForm({ id, name, iin }: User): FormSpec {
  const { t } = useTranslation()
  const { text } = fieldsOf({ t })
  return {
    title: t('userIin.title', { name }),
    reread: t('userIin.reread'),
    permission: 'user:change',
    fields: [text('iin', t('userIin.iin'), { isOptional: true, hint: t('userIin.hint') })],
    initial: { iin: iin ?? '' },
    send: (values) => call('putUserIin', { params: { userId: id }, body: { iin: textOrNull(values, 'iin') } }),
    refreshes: usersQuery.queryKey,
  }
}

function IinForm({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  return <ChangeForm spec={useIinForm(user)} onClose={onClose} />
}

/** Whose certificate the electronic signatures of an account have to bear. */
export function UserIinButton({ user }: { readonly user: User }) {
  const { t } = useTranslation()
  const isAllowed = useCan('user:change')
  const [isOpen, setIsOpen] = useState(false)
  const what = user.iin === null ? t('userIin.enter') : maskedIin(user.iin)
  return (
    <>
      <ReasonedButton
        variant="default"
        size="compact-sm"
        whyNot={isAllowed ? null : t('admin.whyNoChange')}
        aria-label={t('userIin.of', { what, name: user.name })}
        onClick={() => setIsOpen(true)}
      >
        {what}
      </ReasonedButton>
      {isOpen && <IinForm user={user} onClose={() => setIsOpen(false)} />}
    </>
  )
}
