import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './fitting.module.css'

interface Detector {
  readonly detect: (source: HTMLVideoElement) => Promise<readonly { readonly rawValue: string }[]>
}

/** A browser's own reader of bar codes, where it has one. */
function detectorOf(): Detector | null {
  const made = (globalThis as { BarcodeDetector?: new () => Detector }).BarcodeDetector
  return made ? new made() : null
}

const lookEveryMs = 300

/** Reads a code by the camera; where the browser has no reader, the code is typed. Nothing of the picture leaves the page. */
export function ScanButton({ onScan }: { readonly onScan: (code: string) => void }) {
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  const [isOn, setIsOn] = useState(false)
  const [isDenied, setIsDenied] = useState(false)
  const found = useRef(onScan)
  found.current = onScan
  useEffect(() => {
    const detector = detectorOf()
    if (!isOn || !detector) return undefined
    let stream: MediaStream | undefined
    let timer: ReturnType<typeof setInterval> | undefined
    let isOver = false
    const look = async () => {
      if (!video.current) return
      const [code] = await detector.detect(video.current).catch(() => [])
      if (!code || isOver) return
      found.current(code.rawValue.trim().slice(0, 64))
      setIsOn(false)
    }
    const start = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
        if (isOver || !video.current) return
        video.current.srcObject = stream
        await video.current.play()
        timer = setInterval(() => void look(), lookEveryMs)
      } catch {
        setIsDenied(true)
        setIsOn(false)
      }
    }
    void start().then(() => {
      if (isOver) for (const track of stream?.getTracks() ?? []) track.stop()
    })
    return () => {
      isOver = true
      clearInterval(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [isOn])
  if (detectorOf() === null) return <p className={classes['hint']}>{t('fitting.noScan')}</p>
  return (
    <>
      <Button variant="default" onClick={() => setIsOn(!isOn)}>
        {isOn ? t('fitting.stopScan') : t('fitting.scan')}
      </Button>
      {isDenied && <p className={classes['hint']}>{t('fitting.cameraDenied')}</p>}
      {isOn && <video ref={video} className={classes['video']} muted playsInline aria-label={t('fitting.scan')} />}
    </>
  )
}
