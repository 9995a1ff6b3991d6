/** Kazakh words of a person's own data and of whom an order protects. */
export const kkIdentity = {
  identity: {
    title: 'Адамның деректері',
    correct: 'Деректерді түзету',
    reread: 'Ескі мәні жаңасының жанында, сіздің атыңызбен және себебімен сақталады. Бұрын берілген қағаздарда ескісі қалады.',
    newIin: 'Жаңа ЖСН',
    iinHint: 'Жазылғаны: {{iin}}. Бос болса: бұрынғыдай қалады',
    reason: 'Неге және қай қағаз бойынша түзетіледі',
    neverCorrected: 'Ештеңе түзетілмеген.',
    corrected_one: '{{count}} түзету',
    corrected_other: '{{count}} түзету',
    fieldChanged: '{{field}}: бұрын {{from}}, енді {{to}}',
    applicants: 'Қауіп-қатерге байланысты кім жүгінді',
    protectOne: 'Қорғалатын адам ретінде көрсету',
    isProtected: 'осы шешімнің міндетімен қорғалады',
    noDistance: 'Жақындамау міндеті әлі күшінде емес',
    protect: 'Қорғалатын адам: {{name}}',
    protectReread:
      'Бақыланатын адам тым жақындаса, мұнда көрсетілген адамға телефонмен ескертіледі. Оның қайда екені ешкімге көрсетілмейді.',
    obligation: 'Қай міндет бойынша',
    protectedName: 'Аты',
    phoneHint: 'Мысалы, +7 701 000 00 00',
  },
} as const
