import type { Shape } from '@bilezik/domain'
import type { ZoneWatch } from '../state.ts'
import { type Evidence, forbiddenEvidence, homeEvidence } from './evidence.ts'
import type { Fixed } from './place.ts'
import { territoryEvidence } from './territory-evidence.ts'

/** Which answer about a zone of this kind is the notable one, and how a fix is weighed against its border. */
export const zoneEvidence: Readonly<
  Record<
    ZoneWatch['kind'],
    { readonly notable: 'inside' | 'outside'; readonly evidenceOf: (fixed: Fixed, shape: Shape) => Evidence }
  >
> = {
  curfew: { notable: 'outside', evidenceOf: homeEvidence },
  exclusion: { notable: 'inside', evidenceOf: forbiddenEvidence },
  territory: { notable: 'outside', evidenceOf: territoryEvidence },
}
