/**
 * From the first fitting on this device the console's own files are kept on it (shell-worker/), so that a reload without a connection
 * opens the page again. Only over HTTPS or on the machine itself; elsewhere the page has to stay open.
 */
export function keepShell(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // Refused where the browser forbids storage; the page itself works.
  navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined)
}
