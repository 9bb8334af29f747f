import { cp, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Cause, Comparison } from '../../../../src/core/comparison/comparison.ts'
import type { Explanation } from '../../../../src/engine/compare/explainDifference.ts'
import { compareTexts } from '../../../support/compareTexts.ts'
import { inTemporaryFolder } from '../../../support/inTemporaryFolder.ts'
import { explainTexts } from './explainTexts.ts'
import type { PlantedRegression } from './plantedRegressions.ts'

const fixtures = path.resolve(import.meta.dirname, '../../../fixtures/causes')

/** The causes that were named of a planted regression. */
export interface PlantedRank {
  /** From 1, of the first of the right lines among the causes; null where it is not among them. */
  readonly rank: number | null
  /** The causes in words, for messages. */
  readonly shown: readonly string[]
}

/** Both versions under one file name, as a user meets them. */
interface PlantedTexts {
  readonly folder: string
  readonly file: string
  readonly base: string
  readonly current: string
}

/** Explains a planted regression, without measuring it. */
export async function explainPlanted(planted: PlantedRegression, nodePath: string): Promise<PlantedRank & { readonly explanation: Explanation }> {
  const { functionName, expression } = planted
  return await withTexts(planted, async (texts) => {
    const explanation = await explainTexts({ ...texts, root: texts.folder, file: path.join(texts.folder, texts.file), functionName, expression, nodePath })
    return { explanation, ...rankOf(planted, texts, explanation.causes) }
  })
}

/** Compares both versions of a planted regression. */
export async function comparePlanted(planted: PlantedRegression, nodePath: string): Promise<PlantedRank & { readonly comparison: Comparison }> {
  const { functionName, expression: call } = planted
  return await withTexts(planted, async (texts) => {
    const comparison = await compareTexts({ ...texts, functionName, call, nodePath })
    return { comparison, ...rankOf(planted, texts, comparison.causes) }
  })
}

async function withTexts<Result>({ name, extension }: PlantedRegression, use: (texts: PlantedTexts) => Promise<Result>): Promise<Result> {
  return await inTemporaryFolder({}, async (folder) => {
    await cp(path.join(fixtures, name), folder, { recursive: true })
    await cp(path.join(fixtures, 'package.json'), path.join(folder, 'package.json'))
    const [base = '', current = ''] = await Promise.all(['base', 'current'].map((side) => readFile(path.join(folder, `${side}.${extension}`), 'utf8')))
    return await use({ folder, file: `current.${extension}`, base, current })
  })
}

function rankOf({ right }: PlantedRegression, { file: own, base, current }: PlantedTexts, causes: readonly Cause[]): PlantedRank {
  const textOf = ({ file, line, change }: Cause): string => (file === own ? (change === 'removed' ? base : current).split('\n')[line]?.trim() ?? '' : '')
  const rank = causes.findIndex((cause) => right.includes(textOf(cause))) + 1
  const shown = causes.map((cause) => {
    const { differenceMsPerCall: ms, differenceBytesPerCall: bytes, functionName, file, line, change } = cause
    return `${ms === null ? '-' : (ms * 1000).toFixed(1)} us, ${bytes ?? '-'} B in ${functionName}, ${file}:${line + 1} ${change}: ${textOf(cause)}`
  })
  return { rank: rank === 0 ? null : rank, shown }
}
