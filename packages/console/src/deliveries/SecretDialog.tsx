import { Button, CopyButton, Group, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './deliveries.module.css'

/** The only time that it can be read. It goes by a press of the button alone: a slip of the mouse must not lose it. */
export function SecretDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t('deliveries.book.secretTitle')}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <p>{t('deliveries.book.secretOnce')}</p>
      <code className={classes['secret']}>{secret}</code>
      <Group justify="flex-end" mt={16}>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t('deliveries.book.copied') : t('deliveries.book.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t('deliveries.book.hidden')}</Button>
      </Group>
    </Modal>
  )
}
