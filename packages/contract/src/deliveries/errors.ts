/** What is said of sending; part of the catalogue. */
export const deliveryErrors = {
  'no-such-address': {
    status: 422,
    title: {
      en: 'The address book has no address of this kind for the recipient',
      ru: 'В адресной книге у получателя нет такого адреса',
      kk: 'Мекенжай кітабында алушының мұндай мекенжайы жоқ',
    },
  },
  'receiver-not-allowed': {
    status: 422,
    title: {
      en: 'Nothing may be sent to this address by this installation',
      ru: 'На этот адрес отсюда отправлять нельзя',
      kk: 'Бұл мекенжайға осы жерден жіберуге болмайды',
    },
  },
  'delivery-not-there': {
    status: 409,
    title: {
      en: 'The delivery does not stand where this can be done',
      ru: 'На этом этапе отправки так сделать нельзя',
      kk: 'Жіберудің бұл кезеңінде олай істеуге болмайды',
    },
  },
} as const
