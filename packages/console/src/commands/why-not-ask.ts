import { type PersonDetail } from '../api/queries.ts'

/** Why no device can be asked now, as a key of texts. The server decides; this only saves a refusal. */
export function whyNotAsk(
  { kit, order }: Pick<PersonDetail, 'kit' | 'order'>,
  canAsk: boolean,
): 'whyNoPermission' | 'whyNoKit' | 'whyNoOrder' | null {
  if (!canAsk) return 'whyNoPermission'
  if (kit.length === 0) return 'whyNoKit'
  return order?.state === 'active' ? null : 'whyNoOrder'
}
