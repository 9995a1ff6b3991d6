import { call } from '../api/client.ts'
import { fieldsOf } from '../changes/fields.ts'
import { type FormSpec } from '../changes/form-spec.ts'
import { momentOf, textOf } from '../changes/values.ts'
import { type PaperContext } from './paper-spec.ts'

/** The body asks for information: the hours to answer in run from the receipt. */
export function requestForm(context: PaperContext): FormSpec {
  const { t, told, file, now } = context
  const { text, moment } = fieldsOf(context)
  // As a rule it is the body whose case it is: of a case that was handed on the one that has it now.
  const body = told.closing?.body ?? told.transfers.at(-1)?.receivingBody ?? file.facts.decision?.body
  return {
    title: t('papers.recordRequest'),
    reread: t('papers.recordRequestHint'),
    permission: 'order:prepare',
    fields: [
      text('number', t('papers.requestNumber')),
      text('askedBy', t('papers.requestBy')),
      moment('receivedAt', t('papers.requestReceived')),
      moment('from', t('papers.requestFrom'), { isOptional: true }),
      moment('until', t('papers.requestUntil'), { isOptional: true }),
    ],
    initial: { receivedAt: now, askedBy: body ?? '' },
    send: (values) => {
      const momentOrNull = (name: string) => (textOf(values, name) === '' ? null : momentOf(values, name))
      return call('recordInformationRequest', {
        params: { orderId: file.id },
        body: {
          number: textOf(values, 'number'),
          askedBy: textOf(values, 'askedBy'),
          receivedAt: momentOf(values, 'receivedAt'),
          periodFrom: momentOrNull('from'),
          periodUntil: momentOrNull('until'),
        },
      })
    },
  }
}
