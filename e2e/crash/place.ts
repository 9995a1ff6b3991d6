import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface Place {
  readonly folder: string
  /** Everything in it has ended by then; the folder goes. */
  readonly leave: () => Promise<void>
}

/** What has its home or its name below the folder ends, also where it was held; what is mounted there is taken off. */
const cleanUp = `
  cat > /dev/null
  [ -d "$1" ] || exit 0
  for process in /proc/[0-9]*; do
    pid=\${process#/proc/}
    [ "$pid" = "$$" ] && continue
    case "$(readlink "$process/cwd" 2> /dev/null)" in "$1"/*) kill -KILL "$pid" 2> /dev/null ;; esac
    case "$(tr '\\0' ' ' 2> /dev/null < "$process/cmdline")" in *"serve --data $1/"*) kill -KILL "$pid" 2> /dev/null ;; esac
  done
  sleep 0.5
  grep -o " $1[^ ]*" /proc/mounts 2> /dev/null | while read -r mounted; do umount -l "$mounted"; done
  rm -rf "$1"`

/**
 * A folder of its own for one test. Should this process end without leaving it (Ctrl-C, kill -9), what runs and is mounted there is
 * ended by a shell that waits for the end of its input, which the system closes whatever happens to us.
 */
export async function takePlace(): Promise<Place> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bilezik-crash-'))
  const janitor =
    process.platform === 'linux'
      ? spawn('/bin/sh', ['-c', cleanUp, 'bilezik-crash-janitor', folder], {
          stdio: ['pipe', 'ignore', 'ignore'],
          detached: true,
        })
      : undefined
  janitor?.unref()
  // Neither the process nor its pipe may keep the run from ending.
  if (janitor?.stdin instanceof Socket) janitor.stdin.unref()
  return {
    folder,
    leave: async () => {
      await rm(folder, { recursive: true, force: true })
      janitor?.stdin?.end()
    },
  }
}
