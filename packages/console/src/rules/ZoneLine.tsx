import { type Zone } from '@bilezik/domain'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/use-language.ts'
import { ZoneEditor } from '../zones/ZoneEditor.tsx'
import { type KnownPlace } from '../zones/ZoneFields.tsx'
import { shapeText } from '../zones/zone-text.ts'
import classes from './rules.module.css'

interface ZoneLineProps {
  readonly zone: Zone | null
  readonly title: string
  readonly places: readonly KnownPlace[]
  readonly onChange: (zone: Zone) => void
  readonly onRemove?: () => void
}

/** A zone in a line, and the way to where it is drawn. */
export function ZoneLine({ zone, title, places, onChange, onRemove }: ZoneLineProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className={classes['zone']}>
      <span>
        <b>{zone?.name ?? t('rules.noZone')}</b>
        {zone && ` · ${shapeText(zone.shape, t, language)}`}
      </span>
      <Button variant="default" size="compact-sm" onClick={() => setIsOpen(true)}>
        {zone ? t('rules.changeZone') : t('rules.drawZone')}
      </Button>
      {onRemove && (
        <Button variant="subtle" size="compact-sm" onClick={onRemove}>
          {t('rules.removeZone')}
        </Button>
      )}
      {isOpen && (
        <ZoneEditor
          zone={zone}
          title={title}
          places={places}
          onClose={() => setIsOpen(false)}
          onSave={(drawn) => {
            onChange(drawn)
            setIsOpen(false)
          }}
        />
      )}
    </div>
  )
}
