import { damageFindings, damageKinds } from '@bilezik/domain'
import { call } from '../api/client.ts'
import { choicesOf, fieldsOf } from './fields.ts'
import { type Changes, type FormContext, type FormSpec } from './form-spec.ts'
import { choiceOf, momentOf, textOf, textOrNull } from './values.ts'

type Damage = Changes['damages'][number]

export function damageForm(context: FormContext): FormSpec {
  const { t, file, now, today, changes } = context
  const { text, long, date, moment, choice } = fieldsOf(context)
  const kit = [...new Map(changes.kit.map(({ deviceId, device }) => [deviceId, { value: deviceId, label: device }])).values()]
  return {
    title: t('changes.damage.title'),
    reread: t('changes.damage.reread'),
    permission: 'order:prepare',
    fields: [
      choice('deviceId', t('changes.damage.device'), kit),
      choice(
        'kind',
        t('changes.damage.kind'),
        choicesOf(damageKinds, (kind) => t(`changes.damage.kinds.${kind as 'lost'}`)),
      ),
      moment('foundAt', t('changes.damage.foundAt')),
      text('foundBy', t('changes.damage.foundBy')),
      long('circumstances', t('changes.damage.circumstances')),
      long('personStatement', t('changes.damage.statement'), { isOptional: true }),
      text('actNumber', t('changes.damage.actNumber')),
      date('actOn', t('changes.actOn')),
    ],
    initial: { foundAt: now, actOn: today, ...(kit.length === 1 && { deviceId: kit[0]?.value ?? '' }) },
    send: (values) =>
      call('recordDamage', {
        params: { orderId: file.id },
        body: {
          deviceId: textOf(values, 'deviceId'),
          kind: choiceOf(values, 'kind', damageKinds),
          foundAt: momentOf(values, 'foundAt'),
          foundBy: textOf(values, 'foundBy'),
          circumstances: textOf(values, 'circumstances'),
          personStatement: textOrNull(values, 'personStatement'),
          actNumber: textOf(values, 'actNumber'),
          actOn: textOf(values, 'actOn'),
        },
      }),
  }
}

export function findingForm(context: FormContext, { damage }: Damage): FormSpec {
  const { t, file, now } = context
  const { text, long, moment, choice } = fieldsOf(context)
  return {
    title: t('changes.finding.title'),
    reread: t('changes.finding.reread'),
    permission: 'order:change',
    fields: [
      choice(
        'finding',
        t('changes.finding.what'),
        choicesOf(damageFindings, (finding) => t(`changes.finding.of.${finding as 'intentional'}`)),
      ),
      text('official', t('changes.official')),
      text('position', t('changes.finding.position')),
      long('reasons', t('changes.reasons')),
      moment('foundAt', t('changes.at')),
    ],
    initial: { foundAt: now },
    send: (values) =>
      call('findDamage', {
        params: { orderId: file.id, damage },
        body: {
          finding: choiceOf(values, 'finding', damageFindings),
          official: textOf(values, 'official'),
          position: textOf(values, 'position'),
          reasons: textOf(values, 'reasons'),
          foundAt: momentOf(values, 'foundAt'),
        },
      }),
  }
}

/** The value of the device, less its wear: more lines are an invoice's, and come with the act. */
export function claimForm(context: FormContext, { damage, device }: Damage): FormSpec {
  const { t, file, today } = context
  const { text, number, date, note } = fieldsOf(context)
  return {
    title: t('changes.claim.title'),
    reread: t('changes.claim.reread'),
    permission: 'order:change',
    fields: [
      number('value', t('changes.claim.value')),
      text('valueBasis', t('changes.claim.basis')),
      number('wear', t('changes.claim.wear'), { isOptional: true }),
      date('claimedOn', t('changes.claim.on')),
      text('documentNumber', t('changes.documentNumber')),
      note,
    ],
    initial: { claimedOn: today },
    send: (values) => {
      const basis = textOf(values, 'valueBasis')
      const wear = Number(textOf(values, 'wear') || 0)
      return call('claimDamage', {
        params: { orderId: file.id, damage },
        body: {
          lines: [
            { what: device, basis, quantity: 1, unitTenge: Number(textOf(values, 'value')) },
            ...(wear === 0 ? [] : [{ what: t('changes.claim.wearLine'), basis, quantity: 1, unitTenge: -Math.abs(wear) }]),
          ],
          claimedOn: textOf(values, 'claimedOn'),
          documentNumber: textOf(values, 'documentNumber'),
          note: textOf(values, 'note'),
        },
      })
    },
  }
}

const settled = ['paid', 'refused', 'court'] as const

export function settleForm(context: FormContext, { damage }: Damage): FormSpec {
  const { t, file, today } = context
  const { text, number, date, choice, note } = fieldsOf(context)
  return {
    title: t('changes.settle.title'),
    reread: t('changes.settle.reread'),
    permission: 'order:change',
    fields: [
      choice(
        'state',
        t('changes.settle.state'),
        choicesOf(settled, (state) => t(`changes.claimState.${state as 'paid'}`)),
      ),
      number('amount', t('changes.settle.amount'), { onlyIf: ({ state }) => state === 'paid' }),
      date('on', t('changes.settle.on')),
      text('documentNumber', t('changes.documentNumber'), { isOptional: true }),
      note,
    ],
    initial: { on: today },
    send: (values) => {
      const state = choiceOf(values, 'state', settled)
      return call('settleClaim', {
        params: { orderId: file.id, damage },
        body: {
          state,
          amountTenge: state === 'paid' ? Number(textOf(values, 'amount')) : null,
          on: textOf(values, 'on'),
          documentNumber: textOrNull(values, 'documentNumber'),
          note: textOf(values, 'note'),
        },
      })
    },
  }
}
