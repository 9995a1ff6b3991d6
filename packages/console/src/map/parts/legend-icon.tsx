import type { Mark } from '@bilezik/contract'
import type { Severity } from '@bilezik/domain'
import type { ReactNode } from 'react'

/** The shapes of icons/draw-icons.ts, for the page around the map. */
export type LegendShape =
  | Severity
  | Mark['standing']
  | 'home'
  | 'forbidden'
  | 'territory'
  | 'trail'
  | 'gap'
  | 'uncertainty'
  | 'assumed'
  | 'invalid'
  | 'cluster'

const ringOf = (props: { stroke: string; dash?: string; radius?: number; width?: number; fill?: string }): ReactNode => (
  <circle
    cx="10"
    cy="10"
    r={props.radius ?? 5.5}
    fill={props.fill ?? 'none'}
    stroke={props.stroke}
    strokeWidth={props.width ?? 2.5}
    strokeDasharray={props.dash}
  />
)

const shapes: Readonly<Record<LegendShape, ReactNode>> = {
  critical: <path d="M10 1.5 18.5 16.5h-17z" fill="var(--critical)" />,
  high: <path d="M3.5 3.5h13v13h-13z" fill="var(--high)" />,
  medium: <path d="M10 1.2 18.8 10 10 18.8 1.2 10z" fill="var(--medium)" />,
  low: <circle cx="10" cy="10" r="7" fill="var(--low)" />,
  kept: <circle cx="10" cy="10" r="5" fill="var(--inside)" />,
  breached: ringOf({ stroke: 'var(--outside)' }),
  unclear: ringOf({ stroke: 'var(--ink-2)', dash: '3 2.76' }),
  'off-duty': <circle cx="10" cy="10" r="2.6" fill="var(--inside)" />,
  home: <path d="M2 4h16v12H2z" fill="var(--inside)" fillOpacity="0.2" stroke="var(--inside)" strokeWidth="1.5" />,
  forbidden: (
    <>
      <path d="M4.5 16 16 4.5M9.5 16 18 7.5M2 13.5 11.5 4" stroke="var(--hatch)" strokeWidth="1.2" />
      <path d="M2 4h16v12H2z" fill="none" stroke="var(--ink)" strokeWidth="1.5" strokeDasharray="3 1.5" />
    </>
  ),
  territory: <path d="M2 4h16v12H2z" fill="none" stroke="var(--inside)" strokeWidth="2.5" strokeDasharray="6 2" />,
  trail: <path d="M1 10h18M12 6l4 4-4 4" fill="none" stroke="var(--accent)" strokeWidth="2" />,
  gap: <path d="M1 10h18" stroke="var(--accent)" strokeWidth="2" strokeDasharray="3 3" />,
  uncertainty: ringOf({
    stroke: 'var(--accent)',
    radius: 8,
    width: 1,
    fill: 'color-mix(in srgb, var(--accent) 12%, transparent)',
  }),
  assumed: ringOf({ stroke: 'var(--accent)', radius: 8, width: 1.2, dash: '1.2 2.5' }),
  invalid: ringOf({ stroke: 'var(--accent)', radius: 3, width: 1.2 }),
  cluster: <circle cx="10" cy="10" r="8" fill="var(--inside)" />,
}

export function LegendIcon({ shape }: { readonly shape: LegendShape }) {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      {shapes[shape]}
    </svg>
  )
}
