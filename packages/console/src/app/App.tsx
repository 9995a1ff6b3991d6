import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { sessionQuery } from '../api/queries.ts'
import { credentials } from '../api/client.ts'
import { forgetSeen } from '../fitting/fitting-seen.ts'
import { onSessionEnded, queryClient } from './query-client.ts'
import { router } from './router.tsx'
import { colourScheme, theme } from './theme.ts'

function leaveForSignIn(): void {
  const { pathname, href } = router.state.location
  if (pathname === '/sign-in' || pathname === '/setup') return
  credentials.csrfToken = null
  forgetSeen()
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'system' })
  void router.navigate({ to: '/sign-in', search: { ended: true, ...(href !== '/' && { next: href }) } })
}

export function App() {
  useEffect(
    () =>
      onSessionEnded(() => {
        // The first look at the session, before sign-in, is the router's matter.
        if (queryClient.getQueryData(sessionQuery.queryKey)) leaveForSignIn()
      }),
    [],
  )
  return (
    <MantineProvider theme={theme} colorSchemeManager={colourScheme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Notifications position="top-center" limit={4} className="notices" />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}
