/** Keys that were pressed while a dialog was open: they are the dialog's, also the Escape by which it has closed meanwhile. */
const ofDialogs = new WeakSet<Event>()

// Before every other listener sees the key: a dialog closes, and is gone, before the page's own listener is asked.
window.addEventListener(
  'keydown',
  (event) => {
    if (document.querySelector('[role="dialog"]') !== null) ofDialogs.add(event)
  },
  { capture: true },
)

/** Whether a key belongs to a dialog; those of the page would act behind its back. */
export function isBehindDialog(event: KeyboardEvent): boolean {
  return ofDialogs.has(event)
}
