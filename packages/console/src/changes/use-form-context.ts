import { instant } from '@bilezik/domain'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type CaseFile, devicesQuery, orderChangesQuery, organisationsQuery } from '../api/queries.ts'
import { serverNowMs } from '../feed/live.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { localText } from '../permits/permit-draft.ts'
import { ruleTitle } from '../person/obligation-text.ts'
import { useCan } from '../session/use-session.ts'
import { type FormContext } from './form-spec.ts'

/** What the forms of an order's changes know; undefined while it is loading. */
export function useFormContext(file: CaseFile): FormContext | undefined {
  const { t } = useTranslation()
  const language = useLanguage()
  const changes = useQuery(orderChangesQuery(file.id)).data
  const devices = useQuery({ ...devicesQuery, enabled: useCan('device:read') }).data?.devices ?? []
  const organisations = useQuery({ ...organisationsQuery, enabled: useCan('organisation:read') }).data?.organisations ?? []
  if (!changes) return undefined
  const now = localText(instant(Math.floor(serverNowMs())))
  return {
    t,
    file,
    changes,
    devices,
    organisations: organisations.map(({ id, name }) => ({ value: id, label: name[language] })),
    now,
    today: now.slice(0, 10),
    ruleName: (rule) => ruleTitle(rule, t, language),
  }
}
