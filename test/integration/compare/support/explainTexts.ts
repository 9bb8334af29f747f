import path from 'node:path'
import { HeatlineError } from '../../../../src/core/heatlineError.ts'
import { openVersion } from '../../../../src/engine/compare/compareVersions.ts'
import { explainDifference } from '../../../../src/engine/compare/explainDifference.ts'
import type { Explanation } from '../../../../src/engine/compare/explainDifference.ts'
import type { ExplainedVersion } from '../../../../src/engine/compare/sampleVersion.ts'
import { withMeasurementLock } from '../../../../src/engine/lock/measurementLock.ts'
import { findNode } from '../../../../src/engine/node/findNode.ts'
import { inTemporaryFolder } from '../../../support/inTemporaryFolder.ts'

const repository = path.resolve(import.meta.dirname, '../../../..')

/** Two texts of one file, the function in it that differs, and a call of it. */
export interface ExplainedTexts {
  /** Absolute; other files that it imports lie beside it. */
  readonly file: string
  readonly root: string
  readonly base: string
  readonly current: string
  readonly functionName: string
  readonly expression: string
  readonly nodePath: string
}

/** Bundles both versions and explains their difference, with the built runner in `dist/`. */
export async function explainTexts({ root, file, base, current, functionName, expression, nodePath }: ExplainedTexts): Promise<Explanation> {
  const node = await findNode({ configuredPath: nodePath, configuredIn: '--node', cwd: repository, env: process.env, editorExecPath: null })
  const installation = { directory: path.join(repository, 'dist'), version: '0.0.0' }
  return await inTemporaryFolder({}, async (folder) => {
    const signal = AbortSignal.timeout(120_000)
    const open = async (name: string, text: string): Promise<ExplainedVersion> => {
      const version = await openVersion({
        root, file, text, overlays: new Map(), functionName, workload: { kind: 'call', expression, origin: 'option' }, notes: [], allowedActions: [], timeBudgetMs: 2000, node, installation,
      }, path.join(folder, name), signal)
      if (version instanceof HeatlineError) throw version
      return version
    }
    const versions = { root, measured: { ms: 1000, bytes: 1 }, base: await open('base', base), current: await open('current', current) }
    return await withMeasurementLock({ what: functionName, onWaiting: () => undefined }, signal, () => explainDifference(versions, { node, installation, silenceMs: 30_000, onOutput: () => undefined }, signal))
  })
}
