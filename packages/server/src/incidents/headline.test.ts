import type { AlertKind } from '@bilezik/domain'
import { severityOf } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { type AlertFacts, headlineOf } from './headline.ts'

function alert(kind: AlertKind, state: AlertFacts['state'] = 'active'): AlertFacts {
  return { kind, severity: severityOf[kind], state, zoneName: null, distanceMetres: null, belief: null }
}

describe('an incident is called by', () => {
  it.each([
    { alerts: [], headline: undefined },
    { alerts: [alert('not-at-home')], headline: 'not-at-home' },
    { alerts: [alert('strap-cut'), alert('no-contact')], headline: 'strap-cut' },
    { alerts: [alert('strap-cut', 'ended'), alert('no-contact')], headline: 'no-contact' },
    { alerts: [alert('strap-cut'), alert('case-open')], headline: 'case-open' },
    { alerts: [alert('strap-cut', 'ended'), alert('no-contact', 'withdrawn')], headline: 'no-contact' },
  ])('$headline', ({ alerts, headline }) => {
    expect(headlineOf(alerts)?.kind).toBe(headline)
  })
})
