// Runs before the first paint so that a dark control room is never flashed. A file of its own: the content policy forbids inline scripts.
;(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('bilezik-colour-scheme')
  } catch {
    // Storage may be forbidden; the system's preference then decides.
  }
  const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light')
})()
