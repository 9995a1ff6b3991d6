import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { problemText } from '../app/problem-text.ts'

/** What the server said to a form, where it is read out; null: nothing yet. */
export function FormProblem({ error }: { readonly error: unknown }) {
  const { t } = useTranslation()
  return (
    <div role="alert">
      {error !== null && (
        <Alert color="red" variant="light" mt={12}>
          {problemText(error, t)}
        </Alert>
      )}
    </div>
  )
}
