/** What a function's own text compares with: values that reach its branches. */
export interface BodyLiterals {
  readonly strings: readonly string[]
  readonly numbers: readonly number[]
  /** Sources of regular expressions that texts of its should match. */
  readonly patterns: readonly string[]
}

const most = 40

/** Reads the literals of a text; roughly, for a value that is none of its does no harm. */
export function bodyLiterals(text: string): BodyLiterals {
  const code = text.replace(/\/\*[\s\S]*?\*\//gu, ' ').replace(/(^|\s)\/\/.*$/gmu, '$1')
  const strings = new Set<string>()
  for (const [, single, double] of code.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"/gu)) {
    const written = single ?? double ?? ''
    if (written.length > 0 && written.length <= 40) strings.add(unescaped(written))
  }
  const numbers = new Set<number>()
  for (const [found] of code.matchAll(/(?<![\w$.])(?:0x[\da-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?![\w$])/giu)) {
    const value = Number(found)
    if (Number.isFinite(value) && value <= 1e6) numbers.add(value)
  }
  const patterns = new Set<string>()
  for (const [, source = ''] of code.matchAll(/(?:[=(,:[!&|?{}]|\breturn)\s*\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/[dgimsuvy]*/gu)) patterns.add(source)
  return { strings: [...strings].slice(0, most), numbers: [...numbers].slice(0, most), patterns: [...patterns].slice(0, 10) }
}

function unescaped(written: string): string {
  return written.replace(/\\(?:n|t|r|'|"|\\)/gu, (escape) => ({ '\\n': '\n', '\\t': '\t', '\\r': '\r' })[escape] ?? escape.slice(1))
}
