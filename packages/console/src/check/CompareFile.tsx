import { Alert, FileInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** The longest paper is far shorter: what is longer is no paper of ours, and is not read. */
const mostBytes = 50_000_000

type Outcome = 'same' | 'different' | 'unreadable' | 'not-here'

async function compared(file: File, sha256: string): Promise<Outcome> {
  // Browsers offer it on TLS and on this machine alone.
  if (!globalThis.isSecureContext) return 'not-here'
  if (file.size > mostBytes) return 'different'
  try {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
    const hex = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    return hex === sha256 ? 'same' : 'different'
  } catch {
    return 'unreadable'
  }
}

const colours = { same: 'green', different: 'red', unreadable: 'yellow', 'not-here': 'yellow' } as const

/** The file stays on the reader's machine: only its hash is compared, here. */
export function CompareFile({ sha256 }: { readonly sha256: string }) {
  const { t } = useTranslation()
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  return (
    <div>
      <FileInput
        label={t('check.file')}
        description={t('check.fileHint')}
        placeholder={t('check.choose')}
        accept="application/pdf"
        clearable
        clearButtonProps={{ 'aria-label': t('check.clear') }}
        onChange={(file) => {
          setOutcome(null)
          if (file) void compared(file, sha256).then(setOutcome)
        }}
      />
      <div aria-live="polite">
        {outcome && (
          <Alert mt={12} color={colours[outcome]} title={t(`check.outcome.${outcome}`)}>
            {outcome === 'different' && t('check.differentHint')}
          </Alert>
        )}
      </div>
    </div>
  )
}
