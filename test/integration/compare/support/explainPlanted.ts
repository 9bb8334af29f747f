import { cp, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Explanation } from '../../../../src/engine/compare/explainDifference.ts'
import { inTemporaryFolder } from '../../../support/inTemporaryFolder.ts'
import { explainTexts } from './explainTexts.ts'
import type { PlantedRegression } from './plantedRegressions.ts'

const fixtures = path.resolve(import.meta.dirname, '../../../fixtures/causes')

/** What came of a planted regression. */
export interface PlantedAnswer {
  readonly explanation: Explanation
  /** From 1, of the first of the right lines among the causes; null where it is not among them. */
  readonly rank: number | null
  /** The causes in words, for messages. */
  readonly shown: readonly string[]
}

/** Explains a planted regression as a user meets it: both versions under one file name. */
export async function explainPlanted({ name, extension, functionName, expression, right }: PlantedRegression, nodePath: string): Promise<PlantedAnswer> {
  return await inTemporaryFolder({}, async (root) => {
    await cp(path.join(fixtures, name), root, { recursive: true })
    await cp(path.join(fixtures, 'package.json'), path.join(root, 'package.json'))
    const [base, current] = await Promise.all(['base', 'current'].map((side) => readFile(path.join(root, `${side}.${extension}`), 'utf8')))
    const explanation = await explainTexts({ root, file: path.join(root, `current.${extension}`), base: base ?? '', current: current ?? '', functionName, expression, nodePath })
    const textOf = ({ file, line, change }: Explanation['causes'][number]): string => (file.startsWith('current.') ? (change === 'removed' ? base : current) ?? '' : '').split('\n')[line]?.trim() ?? ''
    const rank = explanation.causes.findIndex((cause) => right.includes(textOf(cause))) + 1
    const shown = explanation.causes.map((cause) => `${((cause.differenceMsPerCall ?? Number.NaN) * 1000).toFixed(1)} us, ${cause.differenceBytesPerCall ?? '-'} B in ${cause.functionName}, ${cause.file}:${cause.line + 1} ${cause.change}: ${textOf(cause)}`)
    return { explanation, rank: rank === 0 ? null : rank, shown }
  })
}
