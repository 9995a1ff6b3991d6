/** Images that the layers name; drawn at run time by draw-icons.ts. */
export const iconNames = [
  'severity-critical',
  'severity-high',
  'severity-medium',
  'severity-low',
  'standing-kept',
  'standing-breached',
  'standing-unclear',
  'standing-off-duty',
  'direction',
  'scrub',
  'scrub-blind',
  'base-place',
  'hatch',
] as const
export type IconName = (typeof iconNames)[number]
