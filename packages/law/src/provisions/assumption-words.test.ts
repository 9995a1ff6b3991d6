import { assumptionText, isWorded } from '@bilezik/domain'
import { expect, it } from 'vitest'
import { conditionProvisions } from '../condition-support.ts'
import type { Provision } from '../provision.ts'
import { resolution1369 } from './resolution-1369.ts'

const provisions: readonly Provision[] = [...Object.values(resolution1369), ...Object.values(conditionProvisions)]
const assumed = provisions
  .filter(({ citation }) => citation.startsWith('1369'))
  .flatMap(({ citation, needsLawyer }) => (needsLawyer === undefined ? [] : [{ citation, needsLawyer }]))

it.each(assumed)('what is assumed of $citation is told in Kazakh and in Russian: $needsLawyer', ({ needsLawyer }) => {
  expect(isWorded(needsLawyer)).toBe(true)
  for (const language of ['kk', 'ru'] as const) expect(assumptionText(needsLawyer, language)).not.toMatch(/[A-Za-z]{2}/)
})
