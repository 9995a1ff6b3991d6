import { readFile, stat } from 'node:fs/promises'
import type { DataLayout } from './data-layout.ts'
import { EmbeddedError, errnoOf } from './embedded-error.ts'

export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/**
 * The account PostgreSQL runs under when we are root (it refuses to run as root itself); undefined when we are not root.
 *
 * It must be listed in /etc/passwd, because initdb looks its name up. The first of these that exists is taken:
 * whoever owns the cluster already, the owner of the data directory, an account made for us, PostgreSQL's usual one, nobody.
 */
export async function serverAccount(layout: DataLayout): Promise<Account | undefined> {
  if (process.geteuid?.() !== 0) return undefined
  const accounts = parsePasswd(await readFile('/etc/passwd', 'utf8'))
  for (const path of [layout.clusterDir, layout.dataDir]) {
    const owner = await ownerOf(path)
    const account = accounts.find(({ uid }) => uid === owner)
    if (account && account.uid !== 0) return account
  }
  for (const name of ['bilezik', 'postgres', '_postgres', 'nobody']) {
    const account = accounts.find((candidate) => candidate.name === name)
    if (account && account.uid !== 0) return account
  }
  throw new EmbeddedError(
    'no-account',
    'PostgreSQL does not run as root and no account "bilezik", "postgres" or "nobody" exists to run it: add one.',
  )
}

export function parsePasswd(text: string): Account[] {
  const accounts: Account[] = []
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':')
    if (!name || name.startsWith('#') || !uid || !gid || !/^-?\d+$/.test(uid) || !/^-?\d+$/.test(gid)) continue
    // macOS writes nobody's id as -2: the same 32 bits, unsigned.
    accounts.push({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 })
  }
  return accounts
}

async function ownerOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).uid
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined
    throw error
  }
}
