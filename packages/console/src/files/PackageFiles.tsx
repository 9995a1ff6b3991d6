import { Skeleton } from '@mantine/core'
import { packagePieces } from '@bilezik/domain'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failure } from '../app/Failure.tsx'
import { useLanguage } from '../i18n/use-language.ts'
import { FileField } from './FileField.tsx'
import { FileList } from './FileList.tsx'
import { fileSize, kindNames } from './file-text.ts'
import { filesQuery } from './queries.ts'
import classes from './files.module.css'

/** What a package is made of, and the two papers that the body sends with it; null: anything else of the file. */
const places = [...packagePieces, 'explanation', 'medical', 'cohabitants-receipt', null] as const

/** The papers of the package, each under what it is a copy of. */
export function PackageFiles({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const query = useQuery(filesQuery(orderId))
  if (query.isError && !query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Skeleton height={120} radius={2} animate={false} role="img" aria-label={t('app.loading')} />
  const { files, limits } = query.data
  const titleOf = (place: (typeof places)[number]) => {
    if (place === null) return t('files.other')
    return place === 'medical' ? t('caseFile.piece.medical-outcome') : t(`caseFile.piece.${place}`)
  }
  return (
    <section aria-labelledby="files-title" className={classes['files']}>
      <h2 id="files-title">{t('files.title')}</h2>
      <p className={classes['hint']}>
        {t('files.limits', {
          kinds: kindNames(limits.kinds),
          most: fileSize(limits.mostBytesAFile, language),
          files: String(limits.mostFilesAnOrder),
        })}
      </p>
      <dl>
        {places.map((place) => {
          const own = files.filter(({ belongsTo }) => belongsTo === place)
          return (
            <div key={place ?? 'other'}>
              <dt>{titleOf(place)}</dt>
              <dd>
                {own.length > 0 && <FileList orderId={orderId} files={own} />}
                <FileField orderId={orderId} belongsTo={place} label={titleOf(place)} limits={limits} />
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}
