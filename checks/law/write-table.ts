import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../repository.ts'
import { provisionTable } from './provision-table.ts'

// `npm run law`: writes docs/law/provisions.md anew.
writeFileSync(join(repositoryRoot, 'docs/law/provisions.md'), provisionTable())
