import { isoInstant } from '@bilezik/domain'
import { judgeBasis } from '@bilezik/law'
import type { Handler } from '../../http/implement.ts'
import { instantOf } from '../../http/parse-request.ts'
import { refuse } from '../../http/refusal.ts'
import { findingAnswer } from '../../intake/finding-answer.ts'
import { orderFactsOf } from '../../intake/order-facts.ts'
import { takeStep } from '../../intake/take-step.ts'
import { requireObligations, requireOneOfEachDate, requireRules } from '../require-rules.ts'
import { requireTerm } from '../require-term.ts'

/** The decision is registered with its term and obligations. Nothing is collected and nothing binds yet. */
export const adoptOrder: Handler<'adoptOrder'> = async (call) => {
  const { body, now } = call
  const from = instantOf(body.termFrom, 'body.termFrom')
  const until = instantOf(body.termUntil, 'body.termUntil')
  requireTerm(from, until)
  if (until <= now) refuse('term-not-a-period')
  requireOneOfEachDate(body.rules)
  await takeStep(call, 'adopt', ({ file, circumstances, verdict }) => {
    const { regime, basis } = orderFactsOf(file, circumstances)
    const rules = requireRules(regime, body.rules)
    if (body.obligations) requireObligations(regime, rules, body.obligations)
    const { restsOn } = judgeBasis(basis)
    return {
      body: {
        registrationNumber: body.registrationNumber,
        termFrom: isoInstant(from),
        termUntil: isoInstant(until),
        rules: body.rules,
        ...(body.obligations && { obligations: body.obligations }),
        isConcealed: body.isConcealed,
        warnings: verdict.warnings.map(findingAnswer),
      },
      basis: [
        { code: 'rests-on', source: { kind: 'law', provision: restsOn } },
        ...rules.flatMap(({ rule, support }) =>
          support.kind === 'policy' ? [] : [{ code: rule.kind, source: { kind: 'law' as const, provision: support.provision } }],
        ),
        ...verdict.warnings,
      ],
    }
  })
  return {}
}
