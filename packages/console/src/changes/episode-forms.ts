import { changedCircumstances, toldParties } from '@bilezik/domain'
import { call } from '../api/client.ts'
import { choicesOf, fieldsOf } from './fields.ts'
import { type FormContext, type FormSpec } from './form-spec.ts'
import { choiceOf, momentOf, textOf, textOrNull } from './values.ts'

export function hospitalisationForm(context: FormContext): FormSpec {
  const { t, file, now } = context
  const { text, moment, note } = fieldsOf(context)
  return {
    title: t('changes.hospital.title'),
    reread: t('changes.hospital.reread'),
    permission: 'order:prepare',
    fields: [
      text('institution', t('changes.hospital.institution')),
      moment('at', t('changes.hospital.at')),
      text('learnedFrom', t('changes.hospital.learnedFrom')),
      note,
    ],
    initial: { at: now },
    send: (values) =>
      call('beginEpisode', {
        params: { orderId: file.id },
        body: {
          kind: 'hospitalisation',
          institution: textOf(values, 'institution'),
          at: momentOf(values, 'at'),
          learnedFrom: textOf(values, 'learnedFrom'),
          note: textOf(values, 'note'),
        },
      }),
  }
}

export function searchForm(context: FormContext): FormSpec {
  const { t, file, now } = context
  const { text, moment, note } = fieldsOf(context)
  return {
    title: t('changes.search.title'),
    reread: t('changes.search.reread'),
    permission: 'order:prepare',
    fields: [
      text('body', t('changes.search.body')),
      moment('at', t('changes.at')),
      text('documentNumber', t('changes.documentNumber'), { isOptional: true }),
      note,
    ],
    initial: { at: now },
    send: (values) =>
      call('beginEpisode', {
        params: { orderId: file.id },
        body: {
          kind: 'search',
          body: textOf(values, 'body'),
          at: momentOf(values, 'at'),
          documentNumber: textOrNull(values, 'documentNumber'),
          note: textOf(values, 'note'),
        },
      }),
  }
}

export function endEpisodeForm(context: FormContext, episode: 'hospitalisation' | 'search'): FormSpec {
  const { t, file, now } = context
  const { moment, note } = fieldsOf(context)
  return {
    title: t(`changes.episodeEnd.${episode}`),
    reread: t('changes.episodeEnd.reread'),
    permission: 'order:prepare',
    fields: [moment('at', t('changes.at')), note],
    initial: { at: now },
    send: (values) =>
      call('endEpisode', {
        params: { orderId: file.id, episode },
        body: { at: momentOf(values, 'at'), note: textOf(values, 'note') },
      }),
  }
}

const toldAbout = ['hospitalisation', 'search', 'replacement', 'damage', 'circumstances'] as const

export function toldForm(context: FormContext): FormSpec {
  const { t, file, now, changes } = context
  const { text, moment, choice, note } = fieldsOf(context)
  const open = changes.episodes.find(({ until }) => until === null)
  return {
    title: t('changes.told.title'),
    reread: t('changes.told.reread'),
    permission: 'order:prepare',
    fields: [
      choice(
        'about',
        t('changes.told.about'),
        choicesOf(toldAbout, (about) => t(`changes.told.of.${about as 'search'}`)),
      ),
      choice(
        'party',
        t('changes.told.party'),
        choicesOf(toldParties, (party) => t(`changes.party.${party as 'body'}`)),
      ),
      text('toWhom', t('changes.told.toWhom')),
      text('means', t('changes.told.means')),
      moment('at', t('changes.at')),
      note,
    ],
    initial: { at: now, ...(open && { about: open.kind }) },
    send: (values) =>
      call('recordTold', {
        params: { orderId: file.id },
        body: {
          about: choiceOf(values, 'about', toldAbout),
          party: choiceOf(values, 'party', toldParties),
          toWhom: textOf(values, 'toWhom'),
          means: textOf(values, 'means'),
          at: momentOf(values, 'at'),
          note: textOf(values, 'note'),
        },
      }),
  }
}

export function proposalForm(context: FormContext): FormSpec {
  const { t, file } = context
  const { long } = fieldsOf(context)
  return {
    title: t('changes.proposal.title'),
    reread: t('changes.proposal.reread'),
    permission: 'order:prepare',
    fields: [long('proposal', t('changes.proposal.what')), long('reasons', t('changes.reasons'))],
    initial: {},
    send: (values) =>
      call('proposeVariation', {
        params: { orderId: file.id },
        body: { proposal: textOf(values, 'proposal'), reasons: textOf(values, 'reasons') },
      }),
  }
}

const bases = ['notice', 'permission', 'decision'] as const
const tenures = ['permanent', 'temporary'] as const

export function circumstanceForm(context: FormContext): FormSpec {
  const { t, file, now, today } = context
  const { text, number, date, moment, choice, note } = fieldsOf(context)
  const ofResidence = { onlyIf: ({ what }: Readonly<Record<string, string>>) => what === 'residence' }
  return {
    title: t('changes.circumstance.title'),
    reread: t('changes.circumstance.reread'),
    permission: 'order:prepare',
    fields: [
      choice(
        'what',
        t('changes.circumstance.what'),
        choicesOf(changedCircumstances, (what) => t(`changes.circumstance.of.${what as 'work'}`)),
      ),
      text('to', t('changes.circumstance.to')),
      choice(
        'tenure',
        t('changes.circumstance.tenure'),
        choicesOf(tenures, (tenure) => t(`changes.circumstance.tenures.${tenure as 'permanent'}`)),
        ofResidence,
      ),
      number('lat', t('changes.circumstance.lat'), ofResidence),
      number('lon', t('changes.circumstance.lon'), ofResidence),
      date('from', t('changes.circumstance.from')),
      choice(
        'basis',
        t('changes.circumstance.basis'),
        choicesOf(bases, (basis) => t(`changes.circumstance.bases.${basis as 'notice'}`)),
      ),
      moment('toldAt', t('changes.circumstance.toldAt')),
      text('by', t('changes.circumstance.by')),
      text('documentNumber', t('changes.documentNumber'), { isOptional: true }),
      note,
    ],
    initial: { toldAt: now, from: today },
    send: (values) => {
      const what = choiceOf(values, 'what', changedCircumstances)
      const place =
        what === 'residence'
          ? { tenure: choiceOf(values, 'tenure', tenures), lat: Number(values['lat']), lon: Number(values['lon']) }
          : null
      return call('recordCircumstance', {
        params: { orderId: file.id },
        body: {
          what,
          place,
          from: textOf(values, 'from'),
          to: textOf(values, 'to'),
          basis: choiceOf(values, 'basis', bases),
          toldAt: momentOf(values, 'toldAt'),
          by: textOf(values, 'by'),
          documentNumber: textOrNull(values, 'documentNumber'),
          note: textOf(values, 'note'),
        },
      })
    },
  }
}
