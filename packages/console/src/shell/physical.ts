/** Keys by their place: T is T on a Kazakh or Russian layout too. */
export const physical = { usePhysicalKeys: true, preventDefault: true } as const
