/** What the log says of the changes of an order. */
export const kkChangeActions = {
  varyOrder: 'шарттарды өзгертті',
  proposeVariation: 'шарттарды өзгертуді ұсынды',
  replaceDevice: 'құрылғыны ауыстырды',
  handOverOrder: 'орындауды тапсырды',
  beginEpisode: 'ауруханаға жатқызудың не іздестірудің басталуын белгіледі',
  endEpisode: 'ауруханадан шығуды не іздестірудің аяқталуын белгіледі',
  recordTold: 'кімге хабарланғанын белгіледі',
  recordCircumstance: 'тұрғылықты жерінің, жұмысының не оқуының ауысуын белгіледі',
  recordDamage: 'зақымдау туралы акт жасады',
  findDamage: 'зақымдау туралы қорытынды енгізді',
  claimDamage: 'өтем талабын қойды',
  settleClaim: 'талаптың барысын белгіледі',
} as const
