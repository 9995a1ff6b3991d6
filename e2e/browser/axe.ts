import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

export interface Fault {
  readonly rule: string
  readonly impact: string
  readonly help: string
  /** Selectors of the elements at fault. */
  readonly targets: readonly string[]
}

let source: Promise<string> | undefined

/** What axe-core finds serious or critical in the page as it stands. Works under any content security policy. */
export async function seriousFaults(page: Page): Promise<readonly Fault[]> {
  source ??= readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
  await page.evaluate(await source)
  const results = await page.evaluate<AxeResults>('axe.run()')
  if (results.passes.length + results.violations.length === 0) throw new Error('axe-core applied no rule: is the page empty?')
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, help, nodes }) => ({
      rule: id,
      impact: String(impact),
      help,
      targets: nodes.map((node) => node.target.flat().join(' ')),
    }))
}
