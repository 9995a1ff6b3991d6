import { useState } from 'react'

/** A tab that may keep nothing forgets when it is closed or loaded again; the form works all the same. */
function read<Draft extends object>(key: string, blank: Draft): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    // What an older form kept may lack what this one asks for.
    return typeof kept === 'object' && kept !== null ? { ...blank, ...kept } : blank
  } catch {
    return blank
  }
}

function write(key: string, draft: object | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // Full or forbidden: see above.
  }
}

/** A form that outlives a page left by mistake, a session that ended, a connection that broke: kept in the tab until it is done with. */
export function useKeptDraft<Draft extends object>(key: string, blank: Draft) {
  const [draft, setDraft] = useState(() => read(key, blank))
  const change = (part: Partial<Draft>) => {
    setDraft((before) => {
      const next = { ...before, ...part }
      write(key, next)
      return next
    })
  }
  return { draft, change, forget: () => write(key, null) }
}
