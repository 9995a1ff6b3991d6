import { leaveKinds, territoryLevels } from '@bilezik/domain'
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ScheduleEditor } from '../schedules/ScheduleEditor.tsx'
import { ZoneEditor } from '../zones/ZoneEditor.tsx'
import { type KnownPlace } from '../zones/ZoneFields.tsx'
import { NumberField } from './NumberField.tsx'
import { ZoneLine } from './ZoneLine.tsx'
import { type NumberName, type RuleDraft } from './rule-draft.ts'
import classes from './rules.module.css'

interface RuleFormProps {
  readonly draft: RuleDraft
  readonly places: readonly KnownPlace[]
  readonly onChange: (draft: RuleDraft) => void
}

function Territory({ draft, onChange }: Pick<RuleFormProps, 'draft' | 'onChange'>) {
  const { t } = useTranslation()
  if (draft.kind !== 'territory') return null
  return (
    <div className={classes['pair']}>
      <Select
        size="xs"
        label={t('rules.level')}
        data={territoryLevels.map((level) => ({ value: level, label: t(`rules.levels.${level}`) }))}
        value={draft.level}
        onChange={(value) => onChange({ ...draft, level: territoryLevels.find((one) => one === value) ?? draft.level })}
      />
      <Select
        size="xs"
        label={t('rules.leave')}
        data={leaveKinds.map((leave) => ({ value: leave, label: t(`rule.leave.${leave}`) }))}
        value={draft.leave}
        onChange={(value) => onChange({ ...draft, leave: leaveKinds.find((one) => one === value) ?? draft.leave })}
      />
    </div>
  )
}

function Places({ draft, places, onChange }: RuleFormProps) {
  const { t } = useTranslation()
  const [isAdding, setIsAdding] = useState(false)
  if (draft.kind !== 'distance') return null
  return (
    <>
      <p className={classes['hint']}>{t('rules.placesHint')}</p>
      {draft.places.map((zone, index) => (
        <ZoneLine
          key={index}
          zone={zone}
          title={t('rules.place')}
          places={places}
          onChange={(drawn) => onChange({ ...draft, places: draft.places.with(index, drawn) })}
          onRemove={() => onChange({ ...draft, places: draft.places.toSpliced(index, 1) })}
        />
      ))}
      <Button variant="default" size="compact-sm" className={classes['narrow'] ?? ''} onClick={() => setIsAdding(true)}>
        {t('rules.addPlace')}
      </Button>
      {isAdding && (
        <ZoneEditor
          zone={null}
          title={t('rules.place')}
          places={places}
          onClose={() => setIsAdding(false)}
          onSave={(drawn) => {
            onChange({ ...draft, places: [...draft.places, drawn] })
            setIsAdding(false)
          }}
        />
      )}
    </>
  )
}

/** The numbers of each kind, in the order in which they are asked for. */
function numbersOf(draft: RuleDraft): readonly (readonly [NumberName, string])[] {
  switch (draft.kind) {
    case 'curfew':
      return [
        ['arrivalGraceMinutes', draft.arrivalGraceMinutes],
        ['departureGraceMinutes', draft.departureGraceMinutes],
      ]
    case 'exclusion':
      return [['approachMetres', draft.approachMetres]]
    case 'territory':
      return [['returnGraceMinutes', draft.returnGraceMinutes]]
    case 'distance':
      return [['metres', draft.metres]]
    case 'device-care':
      return [['lowBatteryPercent', draft.lowBatteryPercent]]
    case 'contact':
      return [['everyMinutes', draft.everyMinutes]]
    default:
      return draft satisfies never
  }
}

/** The form of one obligation, by its kind. */
export function RuleForm({ draft, places, onChange }: RuleFormProps) {
  const { t } = useTranslation()
  return (
    <>
      {'zone' in draft && (
        <ZoneLine
          zone={draft.zone}
          title={`${t(`rules.kind.${draft.kind}`)}: ${t('rules.zone')}`}
          places={places}
          onChange={(zone) => onChange({ ...draft, zone })}
        />
      )}
      <Territory draft={draft} onChange={onChange} />
      <Places draft={draft} places={places} onChange={onChange} />
      {'schedule' in draft && <ScheduleEditor value={draft.schedule} onChange={(schedule) => onChange({ ...draft, schedule })} />}
      <div className={classes['pair']}>
        {numbersOf(draft).map(([name, value]) => (
          <NumberField key={name} name={name} value={value} onChange={(next) => onChange({ ...draft, [name]: next })} />
        ))}
      </div>
    </>
  )
}
