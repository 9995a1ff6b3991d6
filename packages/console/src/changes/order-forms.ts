import { deviceFates, handOverCauses, replacementCauses } from '@bilezik/domain'
import { call } from '../api/client.ts'
import { choicesOf, fieldsOf } from './fields.ts'
import { type Field, type FormContext, type FormSpec, type Values } from './form-spec.ts'
import { choiceOf, momentOf, textOf, textOrNull } from './values.ts'

const worn = ({ changes }: FormContext) => changes.kit.filter(({ until }) => until === null)
const fateChoices = ({ t }: FormContext) => choicesOf(deviceFates, (fate) => t(`changes.fate.${fate as 'stock'}`))

export function replaceForm(context: FormContext): FormSpec {
  const { t, file, now, devices } = context
  const { long, moment, choice, note } = fieldsOf(context)
  const kit = worn(context)
  const spare = devices
    .filter(({ wornBy }) => wornBy === null)
    .map(({ id, model, identifier }) => ({ value: id, label: `${model} ${identifier}` }))
  return {
    title: t('caseFile.step.replace-device'),
    reread: t('changes.replace.reread'),
    permission: 'order:prepare',
    fields: [
      choice(
        'deviceId',
        t('changes.replace.old'),
        kit.map(({ deviceId, device }) => ({ value: deviceId, label: device })),
      ),
      choice(
        'because',
        t('changes.replace.because'),
        choicesOf(replacementCauses, (cause) => t(`changes.replace.causes.${cause as 'planned'}`)),
      ),
      choice('newDeviceId', t('changes.replace.new'), spare, {
        hint: t('changes.replace.newHint'),
        onlyIf: ({ because }) => because !== 'further-use-impossible',
      }),
      long('description', t('changes.replace.description')),
      moment('noticedAt', t('changes.replace.noticedAt')),
      choice('fate', t('changes.fateTitle'), fateChoices(context)),
      note,
    ],
    initial: { noticedAt: now, ...(kit.length === 1 && { deviceId: kit[0]?.deviceId ?? '' }) },
    send: (values) => {
      const because = choiceOf(values, 'because', replacementCauses)
      return call('replaceDevice', {
        params: { orderId: file.id },
        body: {
          deviceId: textOf(values, 'deviceId'),
          newDeviceId: because === 'further-use-impossible' ? null : textOrNull(values, 'newDeviceId'),
          because,
          description: textOf(values, 'description'),
          noticedAt: momentOf(values, 'noticedAt'),
          fate: choiceOf(values, 'fate', deviceFates),
          note: textOf(values, 'note'),
        },
      })
    },
  }
}

export function handOverForm(context: FormContext): FormSpec {
  const { t, file, today, organisations } = context
  const { text, date, choice, note } = fieldsOf(context)
  const isOptional = { isOptional: true }
  const others = organisations.filter(({ value }) => value !== file.organisationId)
  return {
    title: t('caseFile.step.hand-over'),
    reread: t('changes.handOver.reread'),
    permission: 'order:change',
    fields: [
      choice(
        'because',
        t('changes.handOver.because'),
        choicesOf(handOverCauses, (cause) => t(`changes.handOver.causes.${cause as 'moved'}`)),
      ),
      text('body', t('changes.handOver.body'), isOptional),
      text('official', t('changes.official'), { onlyIf: ({ body }) => (body ?? '') !== '' }),
      text('documentNumber', t('changes.documentNumber'), { onlyIf: ({ body }) => (body ?? '') !== '' }),
      ...(others.length > 0 ? [choice('organisation', t('changes.handOver.organisation'), others, isOptional)] : []),
      text('actNumber', t('changes.handOver.actNumber')),
      date('signedOn', t('changes.actOn')),
      note,
    ],
    initial: { signedOn: today },
    send: (values) => {
      const name = textOf(values, 'body')
      return call('handOverOrder', {
        params: { orderId: file.id },
        body: {
          because: choiceOf(values, 'because', handOverCauses),
          toBody:
            name === '' ? null : { name, official: textOf(values, 'official'), documentNumber: textOf(values, 'documentNumber') },
          toOrganisationId: textOrNull(values, 'organisation'),
          act: { number: textOf(values, 'actNumber'), signedOn: textOf(values, 'signedOn') },
          note: textOf(values, 'note'),
        },
      })
    },
  }
}

/** Papers of these grounds tell by their arrival when collection ends: PEC 165(5). The server says the same. */
const earlyEndings = ['acquittal-or-termination', 'early-release', 'milder-punishment', 'amnesty', 'pardon', 'illness']
const isEarly = ({ ground }: Values) => earlyEndings.includes(ground ?? '')

function fateFields(context: FormContext): Field[] {
  const { choice } = fieldsOf(context)
  return worn(context).map(({ deviceId, device }) =>
    choice(`fate-${deviceId}`, context.t('changes.close.fateOf', { device }), fateChoices(context), { isOptional: true }),
  )
}

export function closeForm(context: FormContext): FormSpec {
  const { t, file, now } = context
  const { text, long, moment, choice } = fieldsOf(context)
  const grounds = file.closingGrounds.map(({ code }) => ({ value: code, label: t(`changes.ground.${code as 'death'}`, code) }))
  return {
    title: t('caseFile.step.close'),
    reread: t('changes.close.reread'),
    permission: 'order:change',
    fields: [
      choice('ground', t('changes.close.ground'), grounds),
      text('documentNumber', t('changes.close.document'), { isOptional: true }),
      moment('documentsReceivedAt', t('changes.close.received'), { hint: t('changes.close.receivedHint'), onlyIf: isEarly }),
      long('reason', t('changes.reasons')),
      ...fateFields(context),
    ],
    initial: { documentsReceivedAt: now },
    send: (values) =>
      call('closeOrder', {
        params: { orderId: file.id },
        body: {
          ground: textOf(values, 'ground'),
          documentNumber: textOrNull(values, 'documentNumber'),
          reason: textOf(values, 'reason'),
          ...(isEarly(values) && { documentsReceivedAt: momentOf(values, 'documentsReceivedAt') }),
          devices: worn(context).flatMap(({ deviceId }) =>
            textOf(values, `fate-${deviceId}`) === ''
              ? []
              : [{ deviceId, fate: choiceOf(values, `fate-${deviceId}`, deviceFates) }],
          ),
        },
      }),
  }
}
