import { useHotkeys } from '@mantine/hooks'
import { Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { Announcer } from '../feed/Announcer.tsx'
import { Feed } from '../feed/Feed.tsx'
import { StaleBanner } from '../feed/StaleBanner.tsx'
import { useCan } from '../session/use-session.ts'
import { KeyMap } from './KeyMap.tsx'
import { TopBar } from './TopBar.tsx'
import { physical } from './physical.ts'
import classes from './shell.module.css'

export function SignedInLayout() {
  const canSeeLocations = useCan('location:read')
  const [isKeyMapOpen, setIsKeyMapOpen] = useState(false)
  const showKeys = () => setIsKeyMapOpen(true)
  useHotkeys([['shift+slash', showKeys, physical]])
  return (
    <div className={classes['screen']}>
      {canSeeLocations && <Feed />}
      <Announcer />
      <TopBar onShowKeys={showKeys} />
      <div className={classes['banner']}>{canSeeLocations && <StaleBanner />}</div>
      <main id="content" className={classes['content']} tabIndex={-1}>
        <Outlet />
      </main>
      <KeyMap isOpen={isKeyMapOpen} onClose={() => setIsKeyMapOpen(false)} />
    </div>
  )
}
