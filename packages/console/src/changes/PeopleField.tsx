import { Button, Group, Input, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Field } from './form-spec.ts'
import { type Named, peopleText, rowsOfPeople } from './values.ts'

interface PeopleFieldProps {
  readonly field: Field
  readonly label: string
  readonly value: string
  readonly error: string | null
  readonly onChange: (value: string) => void
}

/** A paper has room for twelve signatures; so many beside an officer and the person are never there. */
const mostPeople = 8

/** Names, each with the capacity in which somebody is there. */
export function PeopleField({ field, label, value, error, onChange }: PeopleFieldProps) {
  const { t } = useTranslation()
  const { choices = [], hint } = field
  const people = rowsOfPeople(value)
  const put = (rows: readonly Named[]) => onChange(peopleText(rows))
  const change = (at: number, part: Partial<Named>) => put(people.map((one, i) => (i === at ? { ...one, ...part } : one)))
  return (
    <Input.Wrapper
      component="fieldset"
      style={{ border: 0, margin: 0, padding: 0 }}
      label={label}
      description={hint}
      error={error}
      labelElement="div"
    >
      {people.map((one, i) => (
        // Rows have no name of their own: they are added at the end and told apart by their place.
        <Group key={i} gap={8} mt={8} align="end" wrap="nowrap">
          <NativeSelect
            aria-label={t('papers.capacity', { number: i + 1 })}
            value={one.role}
            data={[...choices]}
            onChange={(event) => change(i, { role: event.currentTarget.value })}
          />
          <TextInput
            flex={1}
            aria-label={t('papers.name', { number: i + 1 })}
            placeholder={t('papers.namePlaceholder')}
            maxLength={100}
            autoComplete="off"
            value={one.name}
            onChange={(event) => change(i, { name: event.currentTarget.value })}
          />
          <Button variant="default" size="compact-sm" onClick={() => put(people.filter((_, at) => at !== i))}>
            {t('papers.remove')}
          </Button>
        </Group>
      ))}
      {people.length < mostPeople && (
        <div>
          <Button
            variant="default"
            size="compact-sm"
            mt={8}
            onClick={() => put([...people, { role: choices[0]?.value ?? '', name: '' }])}
          >
            {t('papers.add')}
          </Button>
        </div>
      )}
    </Input.Wrapper>
  )
}
