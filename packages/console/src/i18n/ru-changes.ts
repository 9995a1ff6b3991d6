/** What the log says of the changes of an order. */
export const ruChangeActions = {
  varyOrder: 'изменены условия',
  proposeVariation: 'предложено изменить условия',
  replaceDevice: 'заменено устройство',
  handOverOrder: 'исполнение передано',
  beginEpisode: 'отмечено начало госпитализации или розыска',
  endEpisode: 'отмечено окончание госпитализации или розыска',
  recordTold: 'отмечено, кому сообщено',
  recordCircumstance: 'отмечена перемена жительства, работы или учёбы',
  recordDamage: 'составлен акт о повреждении',
  findDamage: 'внесён вывод о повреждении',
  claimDamage: 'заявлено требование о возмещении',
  settleClaim: 'отмечено движение требования',
} as const
