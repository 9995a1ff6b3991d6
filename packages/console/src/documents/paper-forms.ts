import { explanationTopics } from '@bilezik/domain'
import { choicesOf, fieldsOf } from '../changes/fields.ts'
import { type Values } from '../changes/form-spec.ts'
import { choiceOf, momentOf, severalOf, textOf, textOrNull } from '../changes/values.ts'
import { damageActForm } from './damage-act-form.ts'
import { attendants, entryOf, lastOf, presentOf, whichOf } from './paper-parts.ts'
import { type Kind, type PaperContext, type PaperSpec } from './paper-spec.ts'

const yesNo = ['yes', 'no'] as const

const composedAlone = (document: ReturnType<PaperSpec['papers']>[number]) => (): PaperSpec => ({
  fields: [],
  initial: {},
  papers: () => [document],
})

function memoForm(context: PaperContext): PaperSpec {
  const { t, now } = context
  const { moment, number } = fieldsOf(context)
  const present = attendants(context)
  return {
    fields: [
      moment('explainedAt', t('papers.explainedAt')),
      number('chargeMinutes', t('papers.chargeMinutes'), { isOptional: true }),
      present.field,
    ],
    initial: { explainedAt: now, present: present.initial },
    papers: (values) => [
      {
        kind: 'memo',
        explainedAt: momentOf(values, 'explainedAt'),
        chargeMinutes: textOf(values, 'chargeMinutes') === '' ? null : Number(textOf(values, 'chargeMinutes')),
        present: presentOf(values),
      },
    ],
  }
}

function explanationForm(context: PaperContext): PaperSpec {
  const { t, now } = context
  const { moment, several, choice, long } = fieldsOf(context)
  const present = attendants(context)
  const answers = choicesOf(yesNo, (one) => t(`papers.${one as 'yes'}`))
  return {
    fields: [
      moment('explainedAt', t('papers.explainedAt')),
      several(
        'topics',
        t('papers.topics'),
        choicesOf(explanationTopics, (one) => t(`papers.topic.${one as 'safety'}`)),
      ),
      choice('hasUnderstood', t('papers.hasUnderstood'), answers),
      choice('isCopyHanded', t('papers.isCopyHanded'), answers),
      present.field,
      long('remarks', t('papers.personRemarks'), { isOptional: true }),
    ],
    initial: { explainedAt: now, topics: 'safety operation', present: present.initial },
    papers: (values) => [
      {
        kind: 'explanation-record',
        explainedAt: momentOf(values, 'explainedAt'),
        topics: explanationTopics.filter((one) => severalOf(values, 'topics').includes(one)),
        hasUnderstood: choiceOf(values, 'hasUnderstood', yesNo) === 'yes',
        isCopyHanded: choiceOf(values, 'isCopyHanded', yesNo) === 'yes',
        present: presentOf(values),
        remarks: textOrNull(values, 'remarks'),
      },
    ],
  }
}

const occasions = ['fitting', 'transfer', 'removal'] as const

function handoverForm(context: PaperContext): PaperSpec {
  const { t, told, file, worded } = context
  const { choice, long } = fieldsOf(context)
  const { field, initial: stoodBy } = attendants(context)
  const transfers = told.transfers.map(({ entry, at, receivingBody }) => ({
    value: String(entry),
    label: `${worded(at)}, ${receivingBody}`,
  }))
  const possible = occasions.filter((one) => one !== 'transfer' || transfers.length > 0)
  const grounds = file.closingGrounds.map(({ code }) => ({ value: code, label: t(`changes.ground.${code as 'death'}`, code) }))
  const isOf = (one: string) => (values: Values) => values['occasion'] === one
  const occasion = told.closing ? 'removal' : transfers.length > 0 ? 'transfer' : 'fitting'
  return {
    fields: [
      choice(
        'occasion',
        t('papers.occasion'),
        choicesOf(possible, (one) => t(`papers.occasions.${one as 'fitting'}`)),
      ),
      ...whichOf(context, t('papers.whichTransfer'), transfers).map((one) => ({ ...one, onlyIf: isOf('transfer') })),
      ...(told.closing === null ? [choice('ground', t('papers.ground'), grounds, { onlyIf: isOf('removal') })] : []),
      { ...field, isOptional: true },
      long('remarks', t('papers.remarks'), { isOptional: true }),
    ],
    initial: {
      occasion,
      // To a minor nothing is handed alone: whoever stood by when the memo was explained, at the same visit, signs the act, too.
      ...(told.isMinor === true && occasion === 'fitting' && { present: stoodBy }),
      ...lastOf(transfers),
    },
    papers: (values) => {
      const chosen = choiceOf(values, 'occasion', occasions)
      const said = { present: presentOf(values), remarks: textOrNull(values, 'remarks') }
      if (chosen === 'fitting') return [{ kind: 'handover-act', occasion: { kind: 'fitting' }, ...said }]
      if (chosen === 'transfer') {
        return [{ kind: 'handover-act', occasion: { kind: 'transfer', ...entryOf(values) }, ...said }]
      }
      const ground = told.closing === null ? { ground: textOf(values, 'ground') } : {}
      return [{ kind: 'handover-act', occasion: { kind: 'removal', ...ground }, ...said }]
    },
  }
}

const addressees = ['body', 'health-institution'] as const

function hospitalisationForm(context: PaperContext): PaperSpec {
  const { t, told, worded } = context
  const { several } = fieldsOf(context)
  const stays = told.hospitalisations.map(({ entry, at, institution }) => ({
    value: String(entry),
    label: `${worded(at)}, ${institution}`,
  }))
  return {
    fields: [
      several(
        'to',
        t('papers.to'),
        choicesOf(addressees, (one) => t(`papers.addressee.${one as 'body'}`)),
        { hint: t('papers.toHint') },
      ),
      ...whichOf(context, t('papers.whichStay'), stays),
    ],
    initial: { to: addressees.join(' '), ...lastOf(stays) },
    papers: (values) =>
      addressees
        .filter((to) => severalOf(values, 'to').includes(to))
        .map((to) => ({ kind: 'hospitalisation-notice', to, ...entryOf(values) })),
  }
}

function replacementForm(context: PaperContext): PaperSpec {
  const { t, told, worded } = context
  const { long } = fieldsOf(context)
  const { field } = attendants(context)
  const all = told.replacements.map(({ entry, at, device }) => ({ value: String(entry), label: `${worded(at)}, ${device}` }))
  return {
    fields: [
      ...whichOf(context, t('papers.whichReplacement'), all),
      { ...field, isOptional: true },
      long('remarks', t('papers.remarks'), { isOptional: true }),
    ],
    initial: lastOf(all),
    papers: (values) => [
      { kind: 'replacement-act', ...entryOf(values), present: presentOf(values), remarks: textOrNull(values, 'remarks') },
    ],
  }
}

function reportForm(context: PaperContext): PaperSpec {
  const { t, told, worded, local, now } = context
  const { choice, moment, long } = fieldsOf(context)
  const [latest] = told.requests
  const requests = told.requests.map(({ id, number, askedBy, receivedAt }) => ({
    value: id,
    label: `${number}, ${askedBy}, ${worded(receivedAt)}`,
  }))
  const begun = latest?.from ?? told.executingSince
  return {
    fields: [
      choice('request', t('papers.request'), requests),
      moment('from', t('papers.from')),
      moment('until', t('papers.until'), { hint: t('papers.untilHint') }),
      long('asked', t('papers.asked'), { isOptional: true }),
    ],
    initial: {
      request: latest?.id ?? '',
      from: begun ? local(begun) : '',
      until: latest?.until ? local(latest.until) : now,
    },
    papers: (values) => [
      {
        kind: 'information-report',
        from: momentOf(values, 'from'),
        until: momentOf(values, 'until'),
        request: { id: textOf(values, 'request'), asked: textOrNull(values, 'asked') },
      },
    ],
  }
}

function closingForm(context: PaperContext): PaperSpec {
  const { t, told, local } = context
  const { text, date, several, long } = fieldsOf(context)
  const { field } = attendants(context)
  const { closing, stillOut } = told
  const hasDocument = (values: Values) => textOf(values, 'number') !== ''
  const devices = stillOut.map(({ deviceId, device }) => ({ value: deviceId, label: device }))
  return {
    fields: [
      text('number', t('papers.groundNumber'), { isOptional: true }),
      date('on', t('papers.groundOn'), { onlyIf: hasDocument }),
      text('by', t('papers.groundBy'), { onlyIf: hasDocument }),
      ...(devices.length > 0 ? [several('lost', t('papers.lost'), devices, { hint: t('papers.lostHint') })] : []),
      text('storedWith', t('papers.storedWith'), { isOptional: true, hint: t('papers.storedWithHint') }),
      { ...field, isOptional: true },
      long('remarks', t('papers.remarks'), { isOptional: true }),
    ],
    // The body's own act is of the body, as a rule of that day; a verdict is of a court, and of an earlier day.
    initial: {
      number: closing?.documentNumber ?? '',
      on: closing && closing.ground !== 'verdict' ? local(closing.closedAt).slice(0, 10) : '',
      by: closing && closing.ground !== 'verdict' ? (closing.body ?? '') : '',
    },
    papers: (values) => [
      {
        kind: 'closing-act',
        groundDocument: hasDocument(values)
          ? { number: textOf(values, 'number'), on: textOf(values, 'on'), by: textOf(values, 'by') }
          : null,
        lostDeviceIds: severalOf(values, 'lost'),
        ...(textOf(values, 'storedWith') !== '' && { storedWith: textOf(values, 'storedWith') }),
        present: presentOf(values),
        remarks: textOrNull(values, 'remarks'),
      },
    ],
  }
}

/** Of every kind of paper what is asked. */
export const paperForms: Readonly<Record<Kind, (context: PaperContext) => PaperSpec>> = {
  'adoption-notice': composedAlone({ kind: 'adoption-notice' }),
  'return-to-body': composedAlone({ kind: 'return-to-body' }),
  'equipment-decision': composedAlone({ kind: 'equipment-decision' }),
  'handover-act': handoverForm,
  memo: memoForm,
  'explanation-record': explanationForm,
  'hospitalisation-notice': hospitalisationForm,
  'replacement-act': replacementForm,
  'damage-act': damageActForm,
  'information-report': reportForm,
  'closing-act': closingForm,
}
