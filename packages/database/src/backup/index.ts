export { backup, type BackupInput } from './backup.ts'
export { restore, type RestoreInput } from './restore.ts'
