import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CaseFile } from '../api/queries.ts'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { type ChangeStep, ChangeStepForm, changeSteps, isChangeStep } from '../changes/step-forms.tsx'
import { useSession } from '../session/use-session.ts'
import { Findings } from './Findings.tsx'
import { TakeStep } from './TakeStep.tsx'
import { wordOf } from './finding-text.ts'
import { type SimpleStep, simpleSteps } from './simple-steps.ts'
import { type FormStep, stepForms } from './step-forms.ts'
import classes from './case-files.module.css'

function isSimple(step: string): step is SimpleStep {
  return step in simpleSteps
}

function hasForm(step: string): step is FormStep {
  return step in stepForms
}

/** How a step is taken: with a note, by a change's form, or on a page of its own. */
function takingOf(step: string) {
  if (isSimple(step)) return simpleSteps[step]
  if (isChangeStep(step)) return changeSteps[step]
  return hasForm(step) ? stepForms[step] : undefined
}

/** Every step that the law knows from here, with what stands in its way and the provision that says so. */
export function NextSteps({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { permissions } = useSession()
  const [taken, setTaken] = useState<SimpleStep | ChangeStep | null>(null)
  const whyNot = ({ step, blockedBy }: CaseFile['next'][number]) => {
    if (blockedBy.length > 0 && !(hasForm(step) && 'settlesBlocks' in stepForms[step])) return t('caseFile.whyBlocked')
    const { permission } = takingOf(step) ?? {}
    if (permission === undefined) return t('caseFile.whyInterface')
    return permissions.includes(permission) ? null : t('caseFile.whyNoRight')
  }
  const take = (step: string) => {
    if (isSimple(step) || isChangeStep(step)) setTaken(step)
    else if (hasForm(step)) void navigate({ to: stepForms[step].to, params: { orderId: file.id } })
  }
  return (
    <section>
      <h2>{t('caseFile.nextTitle')}</h2>
      {file.next.length === 0 && <p className={classes['hint']}>{t('caseFile.noNext')}</p>}
      <ul className={classes['steps']}>
        {file.next.map((next) => (
          <li key={next.step}>
            <ReasonedButton variant="default" size="compact-sm" whyNot={whyNot(next)} onClick={() => take(next.step)}>
              {wordOf('step', next.step, t)}
            </ReasonedButton>
            {next.blockedBy.length > 0 && <Findings findings={next.blockedBy} isBlocking />}
            {next.warnings.length > 0 && <Findings findings={next.warnings} />}
          </li>
        ))}
      </ul>
      {taken && isSimple(taken) && <TakeStep file={file} step={taken} onClose={() => setTaken(null)} />}
      {taken && isChangeStep(taken) && <ChangeStepForm file={file} step={taken} onClose={() => setTaken(null)} />}
    </section>
  )
}
