import './app/mantine.css'
import './app/fonts.css'
import './app/tokens.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { App } from './app/App.tsx'
import { MissingPermission } from './app/router.tsx'
import { startI18n } from './i18n/i18n.ts'

// zod compiles schemas by `new Function` where it may; the content policy forbids it, and even the attempt is reported.
config({ jitless: true })

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')

/** What a boundary caught and shows is a defect, but for a page that the role does not see: that is an answer. */
function tellDefect(error: unknown): void {
  if (!(error instanceof MissingPermission)) console.error(error)
}

void startI18n().then(() => {
  createRoot(place, { onCaughtError: tellDefect }).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
})
