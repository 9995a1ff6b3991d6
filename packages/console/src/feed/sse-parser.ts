export interface ServerEvent {
  readonly name: string
  readonly data: string
}

export interface SseParser {
  /** Takes a piece of the stream as it came; gives the events that it completed. */
  readonly push: (text: string) => ServerEvent[]
  /** The last event id that was delivered whole; sent back as Last-Event-ID. */
  readonly lastEventId: () => string | null
}

/** Longest line and event the console takes: a full snapshot of 50,000 marks is about 15 MB. */
const maxBufferChars = 64 * 1024 * 1024

/** The event-stream format of the HTML standard, §9.2.6: fields, comments, LF, CR and CRLF, ids without NUL. */
export function createSseParser(startId: string | null = null): SseParser {
  let buffer = ''
  let wasCarriageReturn = false
  let name = ''
  let data: string[] = []
  let pendingId = startId
  let deliveredId = startId

  const takeLine = (line: string): ServerEvent | undefined => {
    if (line === '') {
      const event = data.length > 0 ? { name: name || 'message', data: data.join('\n') } : undefined
      deliveredId = pendingId
      name = ''
      data = []
      return event
    }
    const colon = line.indexOf(':')
    if (colon === 0) return undefined
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1))
    if (field === 'event') name = value
    else if (field === 'data') data.push(value)
    else if (field === 'id' && !value.includes('\0')) pendingId = value
    return undefined
  }

  return {
    push(text) {
      if (text === '') return []
      // A CRLF may be cut between two pieces: its LF must not count as an empty line.
      buffer += wasCarriageReturn && text.startsWith('\n') ? text.slice(1) : text
      wasCarriageReturn = text.endsWith('\r')
      if (buffer.length > maxBufferChars) throw new Error('The live feed sent an event beyond every bound')
      const lines = buffer.split(/\r\n|\n|\r/)
      buffer = lines.pop() ?? ''
      return lines.map(takeLine).filter((event) => event !== undefined)
    },
    lastEventId: () => deliveredId,
  }
}
