import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AddresseeFields } from './AddresseeFields.tsx'
import { type Addressee, type AddresseeDraft, addresseeOf, draftFor } from './addressee-draft.ts'
import { recipientsQuery } from './queries.ts'
import classes from './deliveries.module.css'

interface Readable {
  /** Tells it apart from the others that are read beside it. */
  readonly name: string
  /** Whom it names as the one it goes to; null: it goes to nobody, or is not loaded yet. */
  readonly addressee: string | null
}

interface Sending {
  readonly fieldsOf: (paper: number) => ReactNode
  readonly toOf: (paper: number) => Addressee[]
  readonly isSending: boolean
  /** Why it cannot be sent so; null: it can, or nothing is sent. */
  readonly whyNot: string | null
}

/** A paper that names an addressee is sent to them as soon as it is issued, unless somebody says otherwise. */
export function useSending(papers: readonly Readable[]): Sending {
  const { t } = useTranslation()
  const book = useQuery({ ...recipientsQuery, enabled: papers.some(({ addressee }) => addressee !== null) })
  const recipients = book.data?.recipients
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setChosen] = useState<Readonly<Record<string, readonly AddresseeDraft[]>>>({})
  // Until the address book is there nobody is proposed: who is in it would be taken for somebody who is not.
  const draftsOf = ({ name, addressee }: Readable): readonly AddresseeDraft[] => {
    if (addressee === null || kept.has(name)) return []
    return chosen[name] ?? (recipients ? [draftFor('proposed', addressee, recipients)] : [])
  }
  const ready = (drafts: readonly AddresseeDraft[]) => drafts.map(addresseeOf).filter((one) => one !== undefined)
  const fieldsOf = (at: number) => {
    const paper = papers[at]
    if (!paper || paper.addressee === null || !recipients) return null
    const { name } = paper
    const isSent = !kept.has(name)
    const keep = (isKept: boolean) =>
      setKept(isKept ? new Set([...kept, name]) : new Set([...kept].filter((one) => one !== name)))
    return (
      <div className={classes['sendNow']}>
        <Checkbox
          label={t('deliveries.sendNow', { name: paper.addressee })}
          checked={isSent}
          onChange={(event) => keep(!event.currentTarget.checked)}
        />
        {isSent && (
          <AddresseeFields
            drafts={draftsOf(paper)}
            recipients={recipients}
            onChange={(drafts) => setChosen({ ...chosen, [name]: drafts })}
          />
        )}
      </div>
    )
  }
  const all = papers.map(draftsOf)
  const isWanting = all.some((drafts) => ready(drafts).length < drafts.length)
  return {
    fieldsOf,
    toOf: (at) => ready(all[at] ?? []),
    isSending: all.some((drafts) => drafts.length > 0),
    whyNot: isWanting ? t('deliveries.whyNoAddressee') : null,
  }
}
