import { Button } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { uploads } from './queue.ts'
import classes from './files.module.css'

/** Before all else of a case file: what was chosen for it and is not stored yet; what failed is sent again from here. */
export function UploadsNotice({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation()
  const own = useSyncExternalStore(uploads.subscribe, uploads.all).filter((upload) => upload.orderId === orderId)
  const failed = own.filter(({ state }) => state.kind === 'failed').length
  const isSending = own.some(({ state }) => state.kind === 'sending')
  return (
    <div role="status" className={classes['notice']}>
      {own.length > 0 && <span>{t('files.left', { count: own.length })}</span>}
      {failed > 0 && !isSending && (
        <Button variant="default" size="compact-sm" onClick={() => void uploads.sendAll(orderId)}>
          {t('files.sendAgain', { count: failed })}
        </Button>
      )}
      {own.length > 0 && <a href="#files-title">{t('files.show')}</a>}
    </div>
  )
}
