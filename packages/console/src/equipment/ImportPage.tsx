import { importClassWords, importHeadings, mostImportBytes, mostImportRows } from '@bilezik/contract'
import { Loader, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganisations } from '../administration/use-organisations.ts'
import { call } from '../api/client.ts'
import { devicesQuery } from '../api/queries.ts'
import { usePageTitle } from '../app/use-page-title.ts'
import { fileSize } from '../files/file-text.ts'
import { decimal } from '../format/number.ts'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { FormProblem } from '../parts/FormProblem.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useSession } from '../session/use-session.ts'
import { FileDrop } from './FileDrop.tsx'
import { type DryRun, ImportRows } from './ImportRows.tsx'
import classes from './equipment.module.css'
import { contentOf } from './import-file.ts'
import { equipmentKey } from './queries.ts'

/** A file as the server read it. */
interface Looked {
  readonly name: string
  readonly content: string
  readonly organisationId: string
  readonly answer: DryRun
  /** Null until its rows were taken over. */
  readonly takenAtMs: number | null
}

/** What a file has to look like; a clerk who fills the template reads it once. */
function HowTo() {
  const { t } = useTranslation()
  const language = useLanguage()
  const headings = importHeadings[language]
  return (
    <ul className={classes['howTo']}>
      <li>
        {t('equipment.howToColumns', {
          needed: `${headings.model}, ${headings.identifier}`,
          all: Object.values(headings).join(', '),
        })}
      </li>
      <li>
        {t('equipment.howToClasses', {
          heading: headings.equipmentClass,
          words: Object.values(importClassWords[language]).join(', '),
        })}
      </li>
      <li>
        {t('equipment.howToBounds', { size: fileSize(mostImportBytes, language), rows: decimal(mostImportRows, language) })}
      </li>
    </ul>
  )
}

/** What was found in the file, and the button that takes it over; afterwards, what became of it. */
function Outcome({
  looked,
  onTake,
  isTaking,
}: {
  readonly looked: Looked
  readonly onTake: () => void
  readonly isTaking: boolean
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { nameOf } = useOrganisations()
  const { answer, name, takenAtMs, organisationId } = looked
  const { add, wrong } = answer.counts
  const whyNot = wrong > 0 ? t('equipment.whyWrongRows', { count: wrong }) : add === 0 ? t('equipment.whyNothingNew') : null
  return (
    <div className={classes['outcome']} role="status">
      <p>
        <b>{name}</b> {t('equipment.read', { count: answer.rows.length })}{' '}
        {answer.unknownHeadings.length > 0 && t('equipment.unread', { headings: answer.unknownHeadings.join(', ') })}
      </p>
      {takenAtMs === null ? (
        <>
          <ReasonedButton whyNot={whyNot} onClick={onTake} loading={isTaking}>
            {t('equipment.take', { count: add })}
          </ReasonedButton>
          {whyNot !== null && <p>{whyNot}</p>}
        </>
      ) : (
        <p className={classes['taken']}>
          {t('equipment.taken', { count: add, organisation: nameOf(organisationId), at: dateAndTime(takenAtMs, language) })}{' '}
          <Link to="/administration/equipment" search={{ organisation: organisationId }}>
            {t('equipment.backToRegister')}
          </Link>
        </p>
      )}
    </div>
  )
}

function useImport() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [looked, setLooked] = useState<Looked | null>(null)
  const look = useMutation({
    mutationFn: async ({ file, organisationId }: { readonly file: File; readonly organisationId: string }): Promise<Looked> => {
      if (file.size > mostImportBytes) throw new Error(t('equipment.importFault.too large when unpacked'))
      const content = await contentOf(file)
      const answer = await call('importEquipment', { body: { organisationId, content, takeDigest: null } })
      return { name: file.name, content, organisationId, answer, takenAtMs: null }
    },
    onMutate: () => setLooked(null),
    onSuccess: setLooked,
  })
  const take = useMutation({
    mutationFn: ({ content, organisationId, answer }: Looked) =>
      call('importEquipment', { body: { organisationId, content, takeDigest: answer.digest } }),
    onSuccess: (answer, before) => {
      setLooked({ ...before, answer, takenAtMs: Date.now() })
      void queryClient.invalidateQueries({ queryKey: equipmentKey })
      void queryClient.invalidateQueries({ queryKey: devicesQuery.queryKey })
    },
  })
  return { looked, look, take }
}

/** A file of equipment: first what each row would do, then all of it at once. */
export function ImportPage() {
  const { t } = useTranslation()
  const { organisation: own } = useSession()
  const { options } = useOrganisations()
  const [organisationId, setOrganisationId] = useState(own.id)
  const [file, setFile] = useState<File | null>(null)
  const { looked, look, take } = useImport()
  usePageTitle(t('equipment.importTitle'))
  const lookAt = (chosen: File | null, into: string) => {
    setFile(chosen)
    setOrganisationId(into)
    take.reset()
    if (chosen) look.mutate({ file: chosen, organisationId: into })
  }
  const isTaken = looked !== null && looked.takenAtMs !== null
  const isBusy = look.isPending || take.isPending
  return (
    <div className={classes['item']} data-narrow>
      <Link to="/administration/equipment">{t('equipment.backToRegister')}</Link>
      <h1>{t('equipment.importTitle')}</h1>
      <HowTo />
      <div className={classes['importFrom']}>
        <Select
          label={t('equipment.moveField.organisationId')}
          searchable
          w={320}
          allowDeselect={false}
          data={options}
          value={organisationId}
          // What was taken over is over: another stock is for another file.
          onChange={(value) => lookAt(isTaken ? null : file, value ?? own.id)}
        />
        <FileDrop isBusy={isBusy} onFile={(chosen) => lookAt(chosen, organisationId)} />
      </div>
      {isBusy && (
        <p role="status" className={classes['busy']}>
          <Loader size={16} /> {t(take.isPending ? 'equipment.taking' : 'equipment.looking', { name: file?.name ?? '' })}
        </p>
      )}
      <FormProblem error={take.error ?? look.error} />
      {looked && <Outcome looked={looked} onTake={() => take.mutate(looked)} isTaking={take.isPending} />}
      {looked && <ImportRows {...looked.answer} />}
    </div>
  )
}
