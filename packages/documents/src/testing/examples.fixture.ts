import type { Document, DocumentKind } from '../document.ts'
import { at, device, envelope, inEach } from './envelope.fixture.ts'

/** One document of each kind, as the service would draw it up for one order. */
export const examples = {
  'handover-act': {
    ...envelope,
    kind: 'handover-act',
    occasion: { kind: 'fitting' },
    heldAt: at(2026, 11, 22, 13, 40),
    handedOverBy: 'Сейітов Ғалым Өмірұлы',
    receivedBy: 'Қыдырәлі Шыңғыс Үмбетұлы',
    devices: [device],
    checks: [
      { what: inEach({ kk: 'Алғашқы координат', ru: 'Первое положение', en: 'First position' }), outcome: '13:44, 12 m' },
      {
        what: inEach({ kk: 'Бау', ru: 'Ремень', en: 'Strap' }),
        outcome: inEach({ kk: 'жабық', ru: 'закрыт', en: 'closed' }),
      },
    ],
    concealment: inEach({ kk: 'шалбар балағының астында', ru: 'под штаниной', en: 'under the trouser leg' }),
    present: [{ role: 'defender', name: 'Әбдіқадырова Күләш' }],
    remarks: null,
  },
} satisfies { readonly [Kind in DocumentKind]: Document & { readonly kind: Kind } }
