const outsideCode = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g

/** The source with every comment and every string blanked out: all positions and line breaks stay. */
export function codeOnly(source: string): string {
  return source.replaceAll(outsideCode, (match) => match.replaceAll(/[^\n]/g, ' '))
}
