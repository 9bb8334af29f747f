import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Growth } from '../../src/core/evidence/growth.ts'
import { growthPass } from '../../src/engine/evidence/growthPass.ts'
import { collectPass } from './inPassSession.ts'

/** Absolute. */
export const leakRoot = path.resolve(import.meta.dirname, '../fixtures/leaks')

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
  return ['leaking', 'fine'].flatMap((folder) => readdirSync(path.join(leakRoot, folder)).toSorted().map((file): LeakSubject => {
    const text = readFileSync(path.join(leakRoot, folder, file), 'utf8')
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

/** What the leak check says of it. */
export async function checkLeak({ file, functionName, expression }: LeakSubject, nodePath: string, timeBudgetMs = 2000): Promise<Growth> {
  const found = await collectPass(growthPass, { root: leakRoot, file, functionName, nodePath, timeBudgetMs, workload: { kind: 'call', expression, origin: 'tag' } })
  if (found.kind !== 'found' || found.evidence.growth === undefined) throw new Error(`Nothing is known of ${file}: ${JSON.stringify(found)}`)
  return found.evidence.growth
}
