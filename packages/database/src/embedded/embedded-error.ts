export type EmbeddedErrorCode =
  | 'platform-unsupported'
  | 'programs-unplaced'
  | 'no-permission'
  | 'no-account'
  | 'port-in-use'
  | 'disk-full'
  | 'wrong-version'
  | 'secrets-missing'
  | 'secrets-damaged'
  | 'directory-in-use'
  | 'start-refused'
  | 'start-timeout'
  | 'restore-unfinished'
  | 'backup-refused'
  | 'backup-damaged'

/** A fault of the embedded database. The message is one sentence for the person at the terminal. */
export class EmbeddedError extends Error {
  readonly code: EmbeddedErrorCode

  constructor(code: EmbeddedErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'EmbeddedError'
    this.code = code
  }
}

export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The operating system's refusal as a sentence; anything else is passed on unchanged. */
export function explainFileError(error: unknown, path: string): unknown {
  switch (errnoOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new EmbeddedError(
        'no-permission',
        `This account may not write to ${path}: change its owner or choose another directory.`,
        error,
      )
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(path, error)
    case 'ENOTDIR':
      return new EmbeddedError('no-permission', `${path} is not a directory: choose another place for the data.`, error)
    default:
      return error
  }
}

export function diskFull(path: string, cause?: unknown): EmbeddedError {
  return new EmbeddedError('disk-full', `The disk that holds ${path} is full: free some space.`, cause)
}

/** Runs file work and lets its failures speak plainly. */
export async function explaining<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    throw explainFileError(error, path)
  }
}
