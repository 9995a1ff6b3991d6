import { call } from '../api/client.ts'
import { fieldsOf } from './fields.ts'
import { type FormContext, type FormSpec } from './form-spec.ts'
import { momentOf, textOf } from './values.ts'

/** The court act by which a term rests, or goes on. */
export function termRestForm(context: FormContext, step: 'begin-term-rest' | 'end-term-rest'): FormSpec {
  const { t, file, now } = context
  const { text, moment, date, note } = fieldsOf(context)
  const isBeginning = step === 'begin-term-rest'
  return {
    title: t(`caseFile.step.${step}`),
    reread: t(isBeginning ? 'changes.termRest.reread' : 'changes.termRest.rereadEnd'),
    permission: 'order:change',
    fields: [
      text('court', t('changes.termRest.court')),
      text('number', t('changes.termRest.number')),
      date('on', t('changes.termRest.on')),
      moment('at', t(isBeginning ? 'changes.termRest.since' : 'changes.termRest.at')),
      note,
    ],
    initial: { at: now },
    send: (values) =>
      call(isBeginning ? 'beginTermRest' : 'endTermRest', {
        params: { orderId: file.id },
        body: {
          act: { number: textOf(values, 'number'), on: textOf(values, 'on'), court: textOf(values, 'court') },
          at: momentOf(values, 'at'),
          note: textOf(values, 'note'),
        },
      }),
  }
}
