import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './fitting.module.css'

const lookEveryMs = 300
const longestCode = 64

type Trouble = 'cameraDenied' | 'cameraRefused' | 'noScan'

function troubleOf(error: unknown): Trouble {
  return error instanceof DOMException && error.name === 'NotAllowedError' ? 'cameraRefused' : 'cameraDenied'
}

/** Until `signal` is aborted: the camera's picture in `video`, read again and again. */
async function scan(video: HTMLVideoElement, signal: AbortSignal): Promise<string | null> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1_280 } } })
  try {
    const { codeIn } = await import('./code-reader.ts')
    const canvas = document.createElement('canvas')
    video.srcObject = stream
    await video.play()
    while (!signal.aborted) {
      const code = await codeIn(video, canvas)
      if (code !== null) return code
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
    }
    return null
  } finally {
    for (const track of stream.getTracks()) track.stop()
  }
}

/** Reads a code by the camera; where there is none, or it is refused, the code is typed. */
export function ScanButton({ onScan }: { readonly onScan: (code: string) => void }) {
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  const [isOn, setIsOn] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const found = useRef(onScan)
  found.current = onScan
  useEffect(() => {
    if (!isOn || !video.current) return undefined
    const stop = new AbortController()
    scan(video.current, stop.signal)
      .then((code) => {
        if (code !== null && !stop.signal.aborted) found.current(code.slice(0, longestCode))
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setTrouble(troubleOf(error))
      })
      .finally(() => {
        if (!stop.signal.aborted) setIsOn(false)
      })
    return () => stop.abort()
  }, [isOn])
  const press = () => {
    // Browsers give the camera to pages over HTTPS only.
    const hasCamera = 'mediaDevices' in navigator
    setTrouble(hasCamera ? null : 'noScan')
    setIsOn(hasCamera && !isOn)
  }
  return (
    <>
      <Button variant="default" onClick={press}>
        {isOn ? t('fitting.stopScan') : t('fitting.scan')}
      </Button>
      {trouble && (
        <p role="alert" className={classes['wanting']}>
          {t(`fitting.${trouble}`)}
        </p>
      )}
      {isOn && <video ref={video} className={classes['video']} muted playsInline aria-label={t('fitting.scan')} />}
    </>
  )
}
