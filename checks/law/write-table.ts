import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../repository.ts'
import { provisionTable } from './provision-table.ts'
import { termsTable } from './terms-table.ts'

// `npm run law`: writes docs/law/provisions.md and docs/law/terms.md anew.
writeFileSync(join(repositoryRoot, 'docs/law/provisions.md'), provisionTable())
writeFileSync(join(repositoryRoot, 'docs/law/terms.md'), termsTable())
