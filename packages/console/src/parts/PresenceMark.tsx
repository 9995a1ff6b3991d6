/** Filled = inside, ring = outside, dashed = unknown. The word stands beside it always. */
export function PresenceMark({
  presence,
  size = 14,
}: {
  readonly presence: 'inside' | 'outside' | 'unknown'
  readonly size?: number
}) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" style={{ flex: 'none' }}>
      <circle
        cx="8"
        cy="8"
        r="5.5"
        fill={presence === 'inside' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="2"
        {...(presence === 'unknown' && { strokeDasharray: '3.2 2.6' })}
      />
    </svg>
  )
}
