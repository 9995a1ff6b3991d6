import { invariant } from '@bilezik/domain'
import { expect, it } from 'vitest'
import { drawDocument } from '../render-document.ts'
import { examples } from '../testing/examples.fixture.ts'

it('no page of a picture of several is covered by the white ground of a later one', async () => {
  const remarks = 'Ескертпе жоқ.\n'.repeat(250)
  const drawn = await drawDocument({ ...examples['handover-act'], remarks }, 'kk')
  invariant(drawn.ok, drawn.ok ? '' : JSON.stringify(drawn.reason))
  const height = Number(/viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(drawn.value)?.[1])
  expect(height).toBeGreaterThan(4 * 841)
  expect(drawn.value).toMatch(/^<svg [^>]*><rect width="100%" height="100%" fill="#ffffff"\/>/)
  expect(drawn.value.match(/d="M 0 0v 841[^"]*"/g)).toBeNull()
})
