import { type RecordedMove } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { call } from '../api/client.ts'
import { type Choice, type Field, type FormSpec, type Values } from '../changes/form-spec.ts'
import { momentOf, textOf, textOrNull } from '../changes/values.ts'
import { type ItemDetail, equipmentKey } from './queries.ts'

type MoveField = 'toHolder' | 'organisationId' | 'document' | 'note' | 'at'
/** What is asked; `must`: it is not sent without. The rule of the domain that names the act's number asks for it here too. */
type Asked = Partial<Readonly<Record<MoveField, 'must' | 'may'>>>

const toAnother: Asked = { toHolder: 'must', organisationId: 'may', document: 'may', note: 'may' }
const askedBy: Readonly<Record<RecordedMove, Asked>> = {
  'handed-over': toAnother,
  dispatched: toAnother,
  arrived: { toHolder: 'must', document: 'may', note: 'may' },
  'found-faulty': { note: 'must' },
  'sent-to-repair': { toHolder: 'must', document: 'may', note: 'must' },
  'found-fit': { toHolder: 'may', note: 'may' },
  lost: { note: 'must', document: 'may' },
  found: { toHolder: 'may', note: 'must' },
  'written-off': { document: 'must', note: 'must' },
}

/** The order of the fields, whichever of them are asked. */
const order: readonly MoveField[] = ['toHolder', 'organisationId', 'document', 'note', 'at']
const kindOf: Readonly<Record<MoveField, Field['kind']>> = {
  toHolder: 'text',
  organisationId: 'choice',
  document: 'text',
  note: 'long',
  at: 'moment',
}

export function movesFieldsOf(kind: RecordedMove, organisations: readonly Choice[], t: TFunction): readonly Field[] {
  const asked: Asked = { ...askedBy[kind], at: 'may' }
  return order
    .filter((name) => asked[name] !== undefined)
    .map((name) => ({
      name,
      kind: kindOf[name],
      label: t(`equipment.moveField.${name}`),
      ...(asked[name] === 'may' && { isOptional: true }),
      ...(name === 'organisationId' && { choices: organisations, hint: t('equipment.moveHint.organisationId') }),
      ...(name === 'at' && { hint: t('equipment.moveHint.at') }),
    }))
}

export function moveForm(item: ItemDetail, kind: RecordedMove, organisations: readonly Choice[], t: TFunction): FormSpec {
  const others = organisations.filter(({ value }) => value !== item.organisationId)
  return {
    title: t(`equipment.do.${kind}`),
    reread: t(`equipment.reread.${kind}`),
    permission: 'device:change',
    fields: movesFieldsOf(kind, others, t),
    initial: {},
    refreshes: equipmentKey,
    send: (values: Values) =>
      call('moveEquipment', {
        params: { deviceId: item.id },
        body: {
          kind,
          toHolder: textOrNull(values, 'toHolder'),
          document: textOrNull(values, 'document'),
          note: textOf(values, 'note'),
          ...(textOf(values, 'organisationId') !== '' && { organisationId: textOf(values, 'organisationId') }),
          ...(textOf(values, 'at') !== '' && { at: momentOf(values, 'at') }),
        },
      }),
  }
}
