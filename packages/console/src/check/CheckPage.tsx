import { Alert, Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ApiProblem, call } from '../api/client.ts'
import { Failure } from '../app/Failure.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import { dateOn } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { EntryLayout } from '../session/EntryLayout.tsx'
import { CompareFile } from './CompareFile.tsx'
import classes from './check.module.css'

/** As it is copied from paper; what else is typed no code has. */
const codeLetters = /[^0-9A-Za-z -]/g

function Found({ found }: { readonly found: Answer<'checkDocument'> }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { number, issuedOn, kind, organisation, stands, replacedBy, pdfSha256 } = found
  return (
    <>
      <Alert
        color={stands ? 'green' : 'yellow'}
        title={stands ? t('check.stands') : t('check.replaced')}
        classNames={{ title: classes['verdict'] ?? '' }}
      >
        {!stands && t('check.replacedBy', { number: replacedBy ?? '' })}
      </Alert>
      <dl className={classes['facts']}>
        <dt>{t('check.kind')}</dt>
        <dd>{t(`documents.kind.${kind}`)}</dd>
        <dt>{t('check.number')}</dt>
        <dd>{number}</dd>
        <dt>{t('check.issuedOn')}</dt>
        <dd>{dateOn(issuedOn, language)}</dd>
        <dt>{t('check.organisation')}</dt>
        <dd>{organisation[language]}</dd>
      </dl>
      <p>{t('check.compareWithPaper')}</p>
      <CompareFile sha256={pdfSha256} />
    </>
  )
}

/** Where the code on a paper leads: for whoever holds it, without an account. It tells nothing of anybody. */
export function CheckPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { code } = useParams({ strict: false })
  const [typed, setTyped] = useState(code ?? '')
  usePageTitle(t('check.title'))
  const query = useQuery({
    queryKey: ['check', code],
    queryFn: ({ signal }) => call('checkDocument', { params: { code: code ?? '' }, signal }),
    enabled: code !== undefined,
    retry: false,
  })
  const look = (event: FormEvent) => {
    event.preventDefault()
    const clean = typed.replaceAll(codeLetters, '').trim().slice(0, 40)
    if (clean !== '') void navigate({ to: '/check/$code', params: { code: clean } })
  }
  const isUnknown = query.error instanceof ApiProblem && [400, 404].includes(query.error.problem.status)
  return (
    <EntryLayout title={t('check.title')}>
      <form onSubmit={look} className={classes['ask']}>
        <TextInput
          label={t('check.code')}
          description={t('check.codeHint')}
          maxLength={40}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" size="sm">
          {t('check.look')}
        </Button>
      </form>
      {isUnknown && (
        <Alert color="red" title={t('check.unknown')}>
          {t('check.unknownHint')}
        </Alert>
      )}
      {query.isError && !isUnknown && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Found key={code} found={query.data} />}
    </EntryLayout>
  )
}
