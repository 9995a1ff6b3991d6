const withoutCode = (markdown: string) => markdown.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '')

/** Targets of links and pictures inside the repository, without anchors. */
export function links(markdown: string): readonly string[] {
  const targets = [...withoutCode(markdown).matchAll(/\]\(\s*<?([^)\s>]+)[^)]*\)|<(?:img|a)\s[^>]*?(?:src|href)="([^"]+)"/g)]
  return targets
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((target) => !/^[a-z]+:|^#/.test(target))
    .map((target) => decodeURI(target.replace(/[#?].*$/, '')))
}

/** `## Context` → `Context`, at any depth. */
export function headings(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+\s+(.+?)\s*$/gm)].map(([, heading]) => heading ?? '')
}

/** What a map of packages says about one of them: the words after `` `name` `` or `` `packages/name` `` in a row or list item. */
export function mapLine(markdown: string, name: string): string | undefined {
  const line = new RegExp(`^[|*-]\\s*\\W*(?:packages/)?${name}\\W[^\\n]*?([A-Za-z][^\\n]{15,})$`, 'm')
  return line.exec(markdown)?.[1]
}

/** Codes that a row or heading begins with: `` | `not-found` | 404 | `` or `` ### `not-found` ``. */
export function documentedCodes(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^(?:\|\s*|#+\s+)`([a-z][a-z0-9-]*)`/gm)].map(([, code]) => code ?? '')
}
