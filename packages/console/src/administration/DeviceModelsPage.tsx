import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DeviceModel, deviceModelsQuery } from '../api/queries.ts'
import { decimal } from '../format/number.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column } from '../parts/DataTable.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useCan } from '../session/use-session.ts'
import { physical } from '../shell/physical.ts'
import { ListPage } from './ListPage.tsx'
import { ModelForm } from './ModelForm.tsx'
import { protocolTitle } from './protocol-titles.ts'
import { blankModel } from './read-model.ts'
import { useSavedModel } from './use-saved-model.tsx'

/** What is known of each model: those that come with Bilezik, and the installation's own. */
export function DeviceModelsPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const canChange = useCan('device:change')
  const query = useQuery(deviceModelsQuery)
  const [shown, setShown] = useState<DeviceModel | null>(null)
  const { tell, undo } = useSavedModel()
  useHotkeys([['u', undo, physical]])
  const commandsOf = ({ commands }: DeviceModel) =>
    commands.length === 0 ? t('models.noCommands') : commands.map((kind) => t(`commandKind.${kind}`)).join(t('app.listSeparator'))
  const columns: Column<DeviceModel>[] = [
    { title: t('models.name'), cell: (model) => model.name },
    { title: t('models.equipmentClass'), cell: (model) => t(`equipmentClass.${model.equipmentClass}`) },
    { title: t('models.role'), cell: (model) => t(`deviceRole.${model.role}`) },
    { title: t('admin.protocol'), cell: (model) => protocolTitle(model.protocol) },
    { title: t('models.signals'), cell: (model) => decimal(model.signals.length, language), isNumeric: true },
    { title: t('models.commands'), cell: commandsOf },
    {
      title: t('models.checksum'),
      cell: ({ isChecksumTrusted }) => t(isChecksumTrusted ? 'models.trusted' : 'models.untrusted'),
    },
  ]
  if (canChange) {
    columns.push({
      title: t('models.edit'),
      cell: (model) => (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={t('models.editOf', { name: model.name })}
          onClick={() => setShown(model)}
        >
          {t('models.edit')}
        </Button>
      ),
    })
  }
  return (
    <>
      <ListPage
        title={t('models.title')}
        query={query}
        rows={query.data?.models}
        columns={columns}
        keyOf={(model) => model.name}
        wordsOf={(model) => [model.name, model.maker, protocolTitle(model.protocol), commandsOf(model)]}
        empty={t('models.empty')}
      >
        <ReasonedButton whyNot={canChange ? null : t('admin.whyNoChange')} onClick={() => setShown(blankModel)}>
          {t('models.add')}
        </ReasonedButton>
      </ListPage>
      {shown && (
        <ModelForm
          title={shown.name === '' ? t('models.add') : t('models.editOf', { name: shown.name })}
          model={shown}
          onClose={() => setShown(null)}
          onSaved={(saved) => {
            setShown(null)
            tell(
              saved.name,
              query.data?.models.find(({ name }) => name === saved.name),
            )
          }}
        />
      )}
    </>
  )
}
