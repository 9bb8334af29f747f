import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { bundleEntry } from '../../../../src/engine/bundle/bundleEntry.ts'
import { explainDifference } from '../../../../src/engine/compare/explainDifference.ts'
import type { ExplainedVersion, Explanation } from '../../../../src/engine/compare/explainDifference.ts'
import { findNode } from '../../../../src/engine/node/findNode.ts'
import type { ProfileRequest } from '../../../../src/engine/profileFunction.ts'
import { findSubject } from '../../../../src/engine/subject.ts'
import { withMeasurementLock } from '../../../../src/engine/lock/measurementLock.ts'
import { inTemporaryFolder } from '../../../support/inTemporaryFolder.ts'

const repository = path.resolve(import.meta.dirname, '../../../..')

/** Two texts of one file that calls are explained of. */
export interface ExplainedTexts {
  /** Absolute; other files that it imports lie beside it. */
  readonly file: string
  readonly root: string
  readonly base: string
  readonly current: string
  readonly functionName: string
  readonly expression: string
  readonly nodePath: string
  readonly allowedActions?: ProfileRequest['allowedActions']
}

/** Bundles both versions and explains their difference, with the built runner in `dist/`. */
export async function explainTexts(request: ExplainedTexts): Promise<Explanation> {
  const { root, file, functionName, expression, nodePath } = request
  const node = await findNode({ configuredPath: nodePath, configuredIn: '--node', cwd: repository, env: process.env, editorExecPath: null })
  return await inTemporaryFolder({}, async (folder) => {
    const versionOf = async (name: string, text: string): Promise<ExplainedVersion> => {
      const directory = path.join(folder, name)
      await mkdir(directory)
      const profile: ProfileRequest = {
        root, file, text, overlays: new Map(), functionName, workload: { kind: 'call', expression, origin: 'option' }, notes: [], allowedActions: request.allowedActions ?? [],
        timeBudgetMs: 2000, node, installation: { directory: path.join(repository, 'dist'), version: '0.0.0' },
      }
      const { code, entryFile } = findSubject(profile)
      const bundle = await bundleEntry({ root, entryFile, entryText: code.entryText, appendedCode: code.appendedCode, overlays: new Map(), nodeVersion: node.version, outDir: directory }, AbortSignal.timeout(60_000))
      return { bundle, request: profile, directory, texts: new Map(bundle.files.map((each) => [each, each === file ? text : readFileSync(each, 'utf8')])) }
    }
    const base = await versionOf('base', request.base)
    const current = await versionOf('current', request.current)
    const signal = AbortSignal.timeout(120_000)
    return await withMeasurementLock({ what: functionName, onWaiting: () => undefined }, signal, () => explainDifference(base, current, { onLog: () => undefined, onOutput: () => undefined }, signal))
  })
}
