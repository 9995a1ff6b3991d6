import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CaseFile } from '../api/queries.ts'
import { useSession } from '../session/use-session.ts'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { ChangeForm } from './ChangeForm.tsx'
import { Damages } from './Damages.tsx'
import { Episodes } from './Episodes.tsx'
import { Kit } from './Kit.tsx'
import { OtherChanges } from './OtherChanges.tsx'
import { damageForm } from './damage-forms.ts'
import { circumstanceForm, proposalForm, toldForm } from './episode-forms.ts'
import { type FormContext, type FormSpec } from './form-spec.ts'
import { useFormContext } from './use-form-context.ts'
import classes from './changes.module.css'

const actions: readonly ((context: FormContext) => FormSpec)[] = [toldForm, proposalForm, circumstanceForm]

/** What happens between activation and removal; what leads to another state is among the next steps. */
export function ChangesSection({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation()
  const { permissions } = useSession()
  const context = useFormContext(file)
  const [open, setOpen] = useState<FormSpec | null>(null)
  if (!context || context.changes.termUntil === null) return null
  const isClosed = file.state === 'closed'
  const button = (spec: FormSpec) => (
    <ReasonedButton
      key={spec.title}
      variant="default"
      size="compact-sm"
      whyNot={permissions.includes(spec.permission) ? null : t('caseFile.whyNoRight')}
      onClick={() => setOpen(spec)}
    >
      {spec.title}
    </ReasonedButton>
  )
  return (
    <section className={classes['changes']} aria-labelledby="changes-title">
      <h2 id="changes-title">{t('changes.sectionTitle')}</h2>
      <div className={classes['actions']}>
        {!isClosed && actions.map((form) => button(form(context)))}
        {button(damageForm(context))}
      </div>
      <Episodes episodes={context.changes.episodes} />
      <Kit kit={context.changes.kit} />
      <Damages context={context} button={button} />
      <OtherChanges changes={context.changes} ruleName={context.ruleName} />
      {open && <ChangeForm spec={open} onClose={() => setOpen(null)} />}
    </section>
  )
}
