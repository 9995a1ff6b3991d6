import { spawn } from 'node:child_process'
import { Socket } from 'node:net'

/**
 * Ends a server's process and deletes its folder when this process is gone without having done so: Ctrl-C, kill -9, a crash.
 * It waits for the end of its input, which the system closes whatever happens to us. Returns what dismisses it.
 */
export function postJanitor(serverPid: number, folder: string): () => void {
  // No shell on Windows; there an interrupted run leaves its server to be ended by hand.
  if (process.platform === 'win32') return () => {}
  // TERM first: the server then stops its database itself. Whatever is left of the database after that is ended by its pid file.
  const script = `
    cat > /dev/null
    [ -d "$2" ] || exit 0
    kill -TERM "$1" 2> /dev/null
    for i in $(seq 100); do kill -0 "$1" 2> /dev/null || break; sleep 0.1; done
    kill -KILL "$1" 2> /dev/null
    for file in "$2"/*/cluster/postmaster.pid; do
      [ -f "$file" ] && kill -QUIT "$(head -n 1 "$file")" 2> /dev/null && sleep 1
    done
    rm -rf "$2"`
  const janitor = spawn('/bin/sh', ['-c', script, 'bilezik-journey-janitor', String(serverPid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  janitor.unref()
  // Neither the process nor its pipe may keep the run from ending.
  if (janitor.stdin instanceof Socket) janitor.stdin.unref()
  return () => janitor.stdin.end()
}
