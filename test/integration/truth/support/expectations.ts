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
  readonly share: number | readonly string[]
}

/**
 * Reads what a truth program's comments expect: `// self 40 total 60` of a line, `// fn self 40` of the function that starts
 * there, in percent of the run; `@part+part` instead of a number is what the stopwatch measured.
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
      share: value.startsWith('@') ? value.slice(1).split('+') : Number(value) / 100,
    }))
  })
}

/** @param stopwatch milliseconds of each part, `gc` among them */
export function expectedShare({ share }: Expectation, stopwatch: Readonly<Record<string, number>>): number {
  if (typeof share === 'number') return share
  const of = (names: readonly string[]): number => names.reduce((sum, name) => sum + (stopwatch[name] ?? 0), 0)
  return of(share) / of(Object.keys(stopwatch))
}
