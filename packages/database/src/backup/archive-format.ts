/**
 * A backup is a gzipped tar:
 *   backup.json        what made it, and when
 *   secrets.json       passwords and the master key: a backup opens everything, keep it as you keep the keys
 *   cluster/…          PostgreSQL's directory, as the server sent it
 *   manifest.json      PostgreSQL's checksums of the files in cluster/ (without the log, which carries its own)
 */
export const DESCRIPTION_ENTRY = 'backup.json'
export const SECRETS_ENTRY = 'secrets.json'
export const MANIFEST_ENTRY = 'manifest.json'
export const CLUSTER_PREFIX = 'cluster/'
export const ARCHIVE_VERSION = 1

export interface BackupDescription {
  readonly format: 'bilezik-backup'
  readonly version: typeof ARCHIVE_VERSION
  readonly postgresMajor: string
  readonly createdAt: string
}

/** Small entries are read into memory; nothing larger is ever one of them. */
export const SMALL_ENTRY_LIMIT_BYTES = 64 * 1024 * 1024
