import { fullCitation, shortCitation } from '@bilezik/domain'
import { useLanguage } from '../i18n/use-language.ts'

/** A provision in the reader's words; its act's whole name stands in the title. */
export function Citation({ code }: { readonly code: string }) {
  const language = useLanguage()
  return <span title={fullCitation(code, language)}>{shortCitation(code, language)}</span>
}

/** Each on a line of its own, so that none is lost in another's commas. */
export function Citations({ codes }: { readonly codes: readonly string[] }) {
  return codes.map((code) => (
    <div key={code}>
      <Citation code={code} />
    </div>
  ))
}
