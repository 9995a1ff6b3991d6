import { type Permission } from '@bilezik/domain'
import { type CaseFile } from '../api/queries.ts'
import { ChangeForm } from './ChangeForm.tsx'
import { endEpisodeForm, hospitalisationForm, searchForm } from './episode-forms.ts'
import { type FormContext, type FormSpec } from './form-spec.ts'
import { closeForm, handOverForm, replaceForm } from './order-forms.ts'
import { termRestForm } from './term-rest-forms.ts'
import { useFormContext } from './use-form-context.ts'

/** The steps of an order that are taken by a form of this folder, and who may take them. */
export const changeSteps = {
  'replace-device': { permission: 'order:prepare', form: replaceForm },
  'hand-over': { permission: 'order:change', form: handOverForm },
  'begin-hospitalisation': { permission: 'order:prepare', form: hospitalisationForm },
  'end-hospitalisation': { permission: 'order:prepare', form: (context) => endEpisodeForm(context, 'hospitalisation') },
  'begin-search': { permission: 'order:prepare', form: searchForm },
  'end-search': { permission: 'order:prepare', form: (context) => endEpisodeForm(context, 'search') },
  'begin-term-rest': { permission: 'order:change', form: (context) => termRestForm(context, 'begin-term-rest') },
  'end-term-rest': { permission: 'order:change', form: (context) => termRestForm(context, 'end-term-rest') },
  close: { permission: 'order:change', form: closeForm },
} as const satisfies Readonly<
  Record<string, { readonly permission: Permission; readonly form: (context: FormContext) => FormSpec }>
>
export type ChangeStep = keyof typeof changeSteps

export function isChangeStep(step: string): step is ChangeStep {
  return step in changeSteps
}

interface ChangeStepFormProps {
  readonly file: CaseFile
  readonly step: ChangeStep
  readonly onClose: () => void
}

export function ChangeStepForm({ file, step, onClose }: ChangeStepFormProps) {
  const context = useFormContext(file)
  return context && <ChangeForm spec={changeSteps[step].form(context)} onClose={onClose} />
}
