import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Failure } from '../app/Failure.tsx'
import { Notice } from '../app/Notice.tsx'
import { CommandList } from './CommandList.tsx'
import { type useCommands } from './use-commands.ts'

export function CommandsPanel({ query }: { readonly query: ReturnType<typeof useCommands> }) {
  const { t } = useTranslation()
  const commands = query.data?.commands
  if (query.isError && !commands) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  if (!commands) return <Skeleton height={120} radius={0} animate={false} role="img" aria-label={t('app.loading')} />
  return commands.length === 0 ? <Notice title={t('commands.empty')} /> : <CommandList commands={commands} />
}
