import { type TFunction } from 'i18next'
import { en } from '../i18n/en.ts'

type KnownAction = keyof (typeof en)['action']

function isKnown(action: string): action is KnownAction {
  return action in en.action
}

/** The plain name of a logged action; one without a name yet is shown by its code rather than hidden. */
export function actionText(action: string, t: TFunction): string {
  return isKnown(action) ? t(`action.${action}`) : action
}
