import { repositoryFiles, text } from '../repository.ts'
import { type CarryingTest, carryingTests } from './carrying-tests.ts'
import type { Requirement } from './parse-table.ts'

/** The rows as the project keeps them. */
export function requirements(): readonly Requirement[] {
  return JSON.parse(text('checks/requirements/requirements.json')) as readonly Requirement[]
}

/** Every title of the repository's tests that names a requirement, known or not. */
export function allCarryingTests(): readonly CarryingTest[] {
  // The tests of this register are about titles, not about requirements.
  const files = repositoryFiles().filter((file) => /\.test\.tsx?$/.test(file) && !file.startsWith('checks/requirements/'))
  return files.flatMap((file) => carryingTests(file, text(file)))
}
