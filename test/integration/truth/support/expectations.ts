import { readFile } from 'node:fs/promises'

/** A share that a truth program must show, 0 to 1. */
export interface Expectation {
  readonly what: 'function self' | 'function total' | 'line self' | 'line total' | 'garbage collection'
  readonly file: string
  /** 0-based. */
  readonly line: number
  /** The source line, for messages. */
  readonly text: string
  /** A share, or how the stopwatch's parts make one. */
  readonly share: number | { readonly plus: readonly string[]; readonly minus: readonly string[] }
}

/**
 * Reads what a truth program's comments expect: `// self 40 total 60` of a line, `// fn self 40` of the function that starts
 * there, in percent of the run; `@part-gc` instead of a number is what the stopwatch measured.
 * @param file absolute
 */
export async function readExpectations(file: string): Promise<readonly Expectation[]> {
  const lines = (await readFile(file, 'utf8')).split('\n')
  return lines.flatMap((text, line) => {
    const [, comment] = /\/\/ ((?:(?:fn )?(?:self|total)|gc) .*)$/u.exec(text) ?? []
    if (comment === undefined) return []
    const of = comment.startsWith('fn ') ? 'function' : 'line'
    return [...comment.matchAll(/(self|total|gc) (\S+)/gu)].map(([, kind, value = '']): Expectation => ({
      what: kind === 'gc' ? 'garbage collection' : `${of} ${kind === 'self' ? 'self' : 'total'}`,
      file,
      line,
      text: text.trim(),
      share: value.startsWith('@') ? parts(value) : Number(value) / 100,
    }))
  })
}

function parts(value: string): { plus: readonly string[]; minus: readonly string[] } {
  const [first = '', ...rest] = value.slice(1).split('-')
  return { plus: [first], minus: rest }
}

/** @param stopwatch milliseconds of each part; `gc` lies within the others */
export function expectedShare({ share }: Expectation, stopwatch: Readonly<Record<string, number>>): number {
  if (typeof share === 'number') return share
  const of = (names: readonly string[]): number => names.reduce((sum, name) => sum + (stopwatch[name] ?? 0), 0)
  const all = of(Object.keys(stopwatch).filter((name) => name !== 'gc'))
  return (of(share.plus) - of(share.minus)) / all
}
