/** Puts text on the clipboard. Where the page is no secure context (plain HTTP in a service's own network) the browser's older way is used. */
export async function copyText(text: string, within: HTMLElement): Promise<boolean> {
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      // Forbidden by a policy: the older way may still be allowed.
    }
  }
  const field = document.createElement('textarea')
  field.value = text
  field.setAttribute('aria-hidden', 'true')
  field.className = 'visually-hidden'
  // Inside the dialog: outside of it the focus would be taken back before anything is copied.
  within.append(field)
  field.select()
  try {
    return document.execCommand('copy')
  } finally {
    field.remove()
  }
}
