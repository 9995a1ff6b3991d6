/** Whether a topic falls under a filter: `+` stands for one level, `#` at the end for all that follow and for none. */
export function matchesFilter(filter: string, topic: string): boolean {
  // What begins with a dollar sign is the broker's own; no wildcard reaches it (MQTT 3.1.1, 4.7.2).
  if (topic.startsWith('$') && !filter.startsWith('$')) return false
  const wanted = filter.split('/')
  const levels = topic.split('/')
  for (const [i, level] of wanted.entries()) {
    if (level === '#') return true
    if (i >= levels.length || (level !== '+' && level !== levels[i])) return false
  }
  return wanted.length === levels.length
}

export const hasWildcard = (topic: string): boolean => /[+#]/.test(topic)
