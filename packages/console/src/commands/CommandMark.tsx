import { type Command } from '../api/queries.ts'

/** A dashed ring waits, an arrow is under way, a tick is done, a cross refused, a struck ring came to nothing. */
const outline: Readonly<Record<Command['state'], string>> = {
  queued: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11',
  sent: 'M2 8h11M8.5 3.5 13 8l-4.5 4.5',
  done: 'M2.5 8.5 6.5 12.5 13.5 4',
  refused: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  expired: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11M4.1 11.9l7.8-7.8',
}

/** The word stands beside it always. */
export function CommandMark({ state }: { readonly state: Command['state'] }) {
  return (
    <svg width={16} height={16} viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={outline[state]}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        {...(state === 'queued' && { strokeDasharray: '3.2 2.6' })}
      />
    </svg>
  )
}
