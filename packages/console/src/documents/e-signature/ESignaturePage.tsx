import { Alert, Skeleton, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer } from '../../api/client.ts'
import { Failure } from '../../app/Failure.tsx'
import { usePageTitle } from '../../app/use-page-title.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { FormProblem } from '../../parts/FormProblem.tsx'
import { ReasonedButton } from '../../parts/ReasonedButton.tsx'
import { useSession } from '../../session/use-session.ts'
import { documentsQuery } from '../documents-query.ts'
import { type Signable, type SignablePlace, WhatIsSigned } from '../sign/WhatIsSigned.tsx'
import classes from '../sign/sign.module.css'
import { HandedIn } from './HandedIn.tsx'
import { ownPlaces } from './own-places.ts'
import { signHere } from './sign-here.ts'

/** The service answers within seconds, and may take minutes. */
const lookEveryMs = 2_000

interface SignProps {
  readonly orderId: string
  readonly document: Signable
  readonly setting: Answer<'listDocuments'>['electronicSigning']
}

function Sign({ orderId, document, setting }: SignProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { permissions, user } = useSession()
  const queryClient = useQueryClient()
  const leaving = useRef(new AbortController())
  useEffect(() => {
    const controller = new AbortController()
    leaving.current = controller
    return () => controller.abort()
  }, [])
  const sign = useMutation({
    mutationFn: (place: SignablePlace) => signHere({ document, place, language, signal: leaving.current.signal }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: documentsQuery(orderId).queryKey }),
  })
  const places = ownPlaces(document, user.name)
  const whyNot = () => {
    if (!setting.isSetUp) return t('electronic.whyNotSetUp')
    if (!permissions.includes('order:prepare')) return t('caseFile.whyNoRight')
    return setting.isIinKnown ? null : t('electronic.whyNoIin')
  }
  const reason = whyNot()
  const said =
    sign.data &&
    (sign.data.kind === 'failed'
      ? t('electronic.outcome.failed', { said: sign.data.said })
      : t(`electronic.outcome.${sign.data.kind}`))
  return (
    <>
      <WhatIsSigned document={document} />
      <Stack gap={8} my={12}>
        {reason !== null && <Alert color="gray">{reason}</Alert>}
        {setting.isSetUp && !setting.isBinKnown && <Alert color="gray">{t('electronic.noBin')}</Alert>}
      </Stack>
      {places.length === 0 && <p>{t('electronic.noPlace', { name: user.name })}</p>}
      <div className={classes['scans']}>
        {places.map((place, i) => (
          <ReasonedButton
            key={String(i)}
            w="fit-content"
            whyNot={reason}
            loading={sign.isPending}
            onClick={() => sign.mutate(place)}
          >
            {t('electronic.signAs', { role: t(`signing.role.${place.role}`), name: user.name })}
          </ReasonedButton>
        ))}
      </div>
      <p role="status">{sign.isPending ? t('electronic.waitingForNcalayer') : said}</p>
      <FormProblem error={sign.error} />
      <HandedIn document={document} />
    </>
  )
}

/** A page of its own, loaded anew: its content policy alone lets a page speak to NCALayer on this machine. */
export function ESignaturePage() {
  const { t } = useTranslation()
  const { orderId, documentId } = useParams({ from: '/signed-in/e-signature/$orderId/$documentId' })
  usePageTitle(t('electronic.title'))
  const query = useQuery({
    ...documentsQuery(orderId),
    refetchInterval: ({ state }) =>
      state.data?.documents.some(({ electronic }) => electronic.some((one) => one.state === 'waiting')) === true && lookEveryMs,
  })
  const document = query.data?.documents.find(({ id }) => id === documentId)
  return (
    <main className={classes['page']}>
      <h1>{t('electronic.title')}</h1>
      {query.isError && !query.data && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={160} radius={2} animate={false} role="img" aria-label={t('app.loading')} />}
      {document && query.data && <Sign orderId={orderId} document={document} setting={query.data.electronicSigning} />}
      {query.data && !document && <p>{t('electronic.gone')}</p>}
      <p>
        <a href={`/case-files/${orderId}`}>{t('electronic.back')}</a>
      </p>
    </main>
  )
}
