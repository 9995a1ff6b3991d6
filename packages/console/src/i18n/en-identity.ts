/** English words of a person's own data and of whom an order protects. */
export const enIdentity = {
  identity: {
    title: 'The person',
    correct: 'Correct the data',
    reread: 'The old value is kept beside the new one, with your name and the reason. Papers issued before keep the old one.',
    newIin: 'New IIN',
    iinHint: 'Recorded: {{iin}}. Empty: it stays',
    reason: 'Why it is corrected, and by which paper',
    neverCorrected: 'Nothing was corrected.',
    corrected_one: '{{count}} correction',
    corrected_other: '{{count}} corrections',
    fieldChanged: '{{field}}: was {{from}}, now {{to}}',
    applicants: 'Who applied because of a threat',
    protectOne: 'Name as protected',
    isProtected: 'protected by an obligation of this order',
    noDistance: 'No obligation to keep away binds yet',
    protect: 'Protect {{name}}',
    protectReread:
      'When the person comes too near, whoever is named here is to be warned by telephone. Where they are is shown to nobody.',
    obligation: 'By which obligation',
    protectedName: 'Name',
    phoneHint: 'As +7 701 000 00 00',
  },
} as const
