import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { checkPerson } from './check-person.ts'
import { correctPerson } from './correct-person.ts'
import { createPerson } from './create-person.ts'
import { getHistory } from './get-history.ts'
import { getPerson } from './get-person.ts'
import { listCorrections } from './list-corrections.ts'
import { listPersons } from './list-persons.ts'

export function personRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'listPersons', listPersons)
  implement(app, context, 'createPerson', createPerson)
  implement(app, context, 'checkPerson', checkPerson)
  implement(app, context, 'correctPerson', correctPerson)
  implement(app, context, 'listCorrections', listCorrections)
  implement(app, context, 'getPerson', getPerson)
  implement(app, context, 'getHistory', getHistory)
}
