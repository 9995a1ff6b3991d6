import { expect, it } from 'vitest'
import { documentedCodes, headings, links, mapLine } from './markdown.ts'

it('links are found with and without titles, in pictures and tags, not in code and not to other sites', () => {
  const markdown = `
[a](docs/a.md) ![b](docs/b.png "title") [c](c.md#part) [d](https://example.org) [e](#here) [f](mailto:a@example.org)
<img src="docs/g.png" width="10"> \`[h](h.md)\`
\`\`\`
[i](i.md)
\`\`\`
[j](<j.md>)`
  expect(links(markdown)).toEqual(['docs/a.md', 'docs/b.png', 'c.md', 'docs/g.png', 'j.md'])
})

it('headings are found at any depth', () => {
  expect(headings('# One\ntext # no\n### Two \n')).toEqual(['One', 'Two'])
})

it('a package is described by words behind its name', () => {
  const map =
    '| package | holds |\n|---|---|\n| `domain` | the words of the system as types |\n| `law` | |\n- `packages/cli`: the composition root, one file a command\n'
  expect(['domain', 'law', 'cli', 'server'].map((name) => mapLine(map, name) !== undefined)).toEqual([true, false, true, false])
})

it('error codes stand at the beginning of a row or a heading', () => {
  expect(documentedCodes('| `not-found` | 404 | see `other` |\n### `bad-request`\nthe `third`\n')).toEqual([
    'not-found',
    'bad-request',
  ])
})
