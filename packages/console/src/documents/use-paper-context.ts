import { instant } from '@bilezik/domain'
import { useTranslation } from 'react-i18next'
import { type CaseFile } from '../api/queries.ts'
import { serverNowMs } from '../feed/live.ts'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { localText } from '../permits/permit-draft.ts'
import { type Listed, type PaperContext } from './paper-spec.ts'

/** What the forms of papers know of an order. */
export function usePaperContext(file: CaseFile, listed: Listed): PaperContext {
  const { t } = useTranslation()
  const language = useLanguage()
  const local = (ms: number) => localText(instant(Math.floor(ms)))
  return {
    t,
    file,
    told: listed.told,
    worded: (iso) => dateAndTime(Date.parse(iso), language),
    local: (iso) => local(Date.parse(iso)),
    now: local(serverNowMs()),
  }
}
