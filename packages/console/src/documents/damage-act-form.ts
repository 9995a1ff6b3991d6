import { fieldsOf } from '../changes/fields.ts'
import { type Values } from '../changes/form-spec.ts'
import { textOf } from '../changes/values.ts'
import { attendants, entryOf, lastOf, presentOf, whichOf } from './paper-parts.ts'
import { type PaperContext, type PaperSpec } from './paper-spec.ts'

/** The value of the device less its wear, where no claim was computed; a claim stands on the paper as it is. */
function linesOf({ t, told }: PaperContext, values: Values) {
  const damage = told.damages.find(({ entry }) => String(entry) === values['entry'])
  if (!damage || damage.hasClaim) return {}
  const basis = textOf(values, 'basis')
  const wear = Math.abs(Number(textOf(values, 'wear') || 0))
  const line = (what: string, unitTenge: number) => ({ what, basis, quantity: 1, unitTenge })
  return {
    lines: [
      line(damage.device, Number(textOf(values, 'value'))),
      ...(wear === 0 ? [] : [line(t('changes.claim.wearLine'), -wear)]),
    ],
  }
}

export function damageActForm(context: PaperContext): PaperSpec {
  const { t, told, worded } = context
  const { number, text, long } = fieldsOf(context)
  const present = attendants(context)
  const all = told.damages.map(({ entry, foundAt, device }) => ({ value: String(entry), label: `${worded(foundAt)}, ${device}` }))
  const last = told.damages.at(-1)
  const onlyIf = ({ entry }: Values) => told.damages.find((one) => String(one.entry) === entry)?.hasClaim === false
  return {
    fields: [
      ...whichOf(context, t('papers.whichDamage'), all),
      number('value', t('changes.claim.value'), { onlyIf, hint: t('papers.valueHint') }),
      text('basis', t('changes.claim.basis'), { onlyIf }),
      number('wear', t('changes.claim.wear'), { onlyIf, isOptional: true }),
      long('annexes', t('papers.annexes'), { isOptional: true, hint: t('papers.annexesHint') }),
      { ...present.field, isOptional: true },
    ],
    initial: {
      ...lastOf(all),
      value: String(last?.valueTenge ?? ''),
      basis: (last?.valueTenge ?? null) === null ? '' : t('papers.bookValue'),
    },
    papers: (values) => [
      {
        kind: 'damage-act',
        ...entryOf(values),
        ...linesOf(context, values),
        annexes: textOf(values, 'annexes')
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
        present: presentOf(values),
      },
    ],
  }
}
