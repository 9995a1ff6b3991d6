import { randomBytes } from 'node:crypto'
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type DataLayout, giveToDirectoryOwner, layoutOf, RESTORE_MARK } from './data-layout.ts'
import { EmbeddedError, errnoOf, explaining } from './embedded-error.ts'
import { LOGIN_ROLES, type RolePasswords } from './roles.ts'

export interface Secrets {
  /** 32 random bytes in base64. It wraps the keys of orders, so losing it is losing what they encrypt. */
  readonly masterKey: string
  readonly superuserPassword: string
  readonly rolePasswords: RolePasswords
}

const MASTER_KEY_BYTES = 32

export async function readSecrets(dataDir: string): Promise<Secrets> {
  const { secretsFile } = layoutOf(dataDir)
  try {
    return parseSecrets(await readFile(secretsFile, 'utf8'), secretsFile)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') throw new EmbeddedError('secrets-missing', `${secretsFile} does not exist.`, error)
    if (errnoOf(error) === 'EACCES')
      throw new EmbeddedError(
        'no-permission',
        `${secretsFile} cannot be read by this account: start as the account that owns it.`,
        error,
      )
    throw error
  }
}

/** Creates the secrets once. Two processes may try at the same moment: one file wins and both read it. */
export async function ensureSecrets(layout: DataLayout): Promise<Secrets> {
  if (await exists(join(layout.dataDir, RESTORE_MARK)))
    throw new EmbeddedError(
      'restore-unfinished',
      `A restore into ${layout.dataDir} has not finished: if none is running, empty the directory and restore again.`,
    )
  if (await exists(layout.secretsFile)) return readSecrets(layout.dataDir)
  // New secrets would not open an existing cluster and could not decrypt what it holds.
  // The secrets are looked for again: another starter may have made both since the first look.
  if ((await exists(layout.clusterDir)) && !(await exists(layout.secretsFile)))
    throw new EmbeddedError(
      'secrets-missing',
      `${layout.secretsFile} is missing although the database in ${layout.clusterDir} exists: put it back from a backup.`,
    )
  await explaining(layout.dataDir, () => publishOnce(layout.secretsFile, JSON.stringify(freshSecrets(), null, 2) + '\n'))
  return readSecrets(layout.dataDir)
}

function freshSecrets(): Secrets {
  const password = () => randomBytes(24).toString('base64url')
  return {
    masterKey: randomBytes(MASTER_KEY_BYTES).toString('base64'),
    superuserPassword: password(),
    rolePasswords: { owner: password(), app: password(), intake: password(), engine: password() },
  }
}

export function parseSecrets(text: string, name: string): Secrets {
  const damaged = (what: string) =>
    new EmbeddedError('secrets-damaged', `${name} is damaged (${what}): put it back from a backup.`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw damaged('not JSON')
  }
  const masterKey = field(value, 'masterKey')
  const superuserPassword = field(value, 'superuserPassword')
  const passwords = typeof value === 'object' && value !== null && 'rolePasswords' in value ? value.rolePasswords : undefined
  const [owner, app, intake, engine] = LOGIN_ROLES.map((role) => field(passwords, role))
  if (!masterKey || Buffer.from(masterKey, 'base64').length !== MASTER_KEY_BYTES) throw damaged('no master key of 32 bytes')
  if (!superuserPassword || !owner || !app || !intake || !engine) throw damaged('a password is missing')
  return { masterKey, superuserPassword, rolePasswords: { owner, app, intake, engine } }
}

function field(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const found: unknown = Reflect.get(value, name)
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** Writes a whole file under a name of its own, then gives it the real name unless somebody was first. */
async function publishOnce(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    await giveToDirectoryOwner(draft, dirname(path))
    await link(draft, path)
  } catch (error) {
    // EPERM, ENOTSUP: a file system without hard links; there the rename is as close to "once" as it gets.
    if (errnoOf(error) === 'EPERM' || errnoOf(error) === 'ENOTSUP') await rename(draft, path)
    else if (errnoOf(error) !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
  await syncDirectory(dirname(path))
}

/** Makes a new name in a directory survive a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  // Windows cannot open directories; NTFS journals its names.
  if (process.platform === 'win32') return
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false
    throw error
  }
}
