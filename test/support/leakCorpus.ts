import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Run } from '../../src/core/comparison/run.ts'
import { profileFile } from './profileFile.ts'

const root = path.resolve(import.meta.dirname, '../fixtures/leaks')

/** A function of the corpus that leaks, or does not. */
export interface LeakSubject {
  readonly name: string
  readonly leaks: boolean
  /** Relative to the corpus. */
  readonly file: string
  readonly functionName: string
  readonly expression: string
  /** 0-based lines that may be named: marked `// keeps`. */
  readonly keeping: readonly number[]
}

/** Functions that leak, and functions that look like it: each in a file with a `@profile` tag. */
export function leakCorpus(): readonly LeakSubject[] {
  return ['leaking', 'fine'].flatMap((folder) => readdirSync(path.join(root, folder)).toSorted().map((file): LeakSubject => {
    const text = readFileSync(path.join(root, folder, file), 'utf8')
    const expression = /@profile (.+?) \*\//u.exec(text)?.[1] ?? ''
    return {
      name: path.parse(file).name,
      leaks: folder === 'leaking',
      file: `${folder}/${file}`,
      functionName: expression.slice(0, expression.indexOf('(')),
      expression,
      keeping: text.split('\n').flatMap((line, index) => (line.endsWith('// keeps') || line.includes('// keeps ') ? [index] : [])),
    }
  }))
}

/** Profiles it as `--kind memory` does. */
export async function profileLeak({ file, functionName, expression }: LeakSubject, nodePath: string, timeBudgetMs = 2000): Promise<Run> {
  return await profileFile({ root, file, functionName, nodePath, kind: 'memory', timeBudgetMs, workload: { kind: 'call', expression, origin: 'tag' } })
}
