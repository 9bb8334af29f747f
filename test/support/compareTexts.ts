import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Comparison } from '../../src/core/comparison/comparison.ts'
import { defaultThresholds } from '../../src/core/comparison/thresholds.ts'
import { compareVersions, sourceVersion } from '../../src/engine/compare/compareVersions.ts'
import type { VersionsRequest } from '../../src/engine/compare/compareVersions.ts'
import { findNode } from '../../src/engine/node/findNode.ts'
import type { RecordingEvents } from '../../src/engine/recordTimeline.ts'

const nothing = (): void => undefined

const repository = path.resolve(import.meta.dirname, '../..')

/** Two texts of a module, and the call that both are compared with. */
export interface TextsRequest {
  /** A folder for it; the current text is written there. */
  readonly folder: string
  /** Relative to the folder. */
  readonly file: string
  readonly base: string
  readonly current: string
  readonly functionName: string
  readonly call: string
  readonly nodePath?: string
  readonly options?: Partial<Pick<VersionsRequest, 'depth' | 'thresholds' | 'onlyMeasures' | 'workload' | 'timeBudgetMs'>>
  readonly events?: Partial<RecordingEvents>
  readonly signal?: AbortSignal
}

/** What both texts are compared by; the current one is written. */
export async function requestOfTexts({ folder, file: name, current, functionName, call, nodePath, options }: TextsRequest): Promise<VersionsRequest> {
  const file = path.join(folder, name)
  writeFileSync(file, current)
  return {
    root: folder,
    file,
    text: current,
    overlays: new Map(),
    functionName,
    workload: { kind: 'call', expression: call, origin: 'option' },
    notes: [],
    allowedActions: [],
    timeBudgetMs: 2000,
    node: await findNode({ configuredPath: nodePath ?? process.execPath, configuredIn: '--node', cwd: repository, env: process.env, editorExecPath: null }),
    installation: { directory: path.join(repository, 'dist'), version: '0.0.0' },
    thresholds: defaultThresholds,
    depth: 'single',
    ...options,
  }
}

/** Compares two texts of one module with the built runner in `dist/`. */
export async function compareTexts(texts: TextsRequest): Promise<Comparison> {
  const { file: name, base, functionName, events, signal = new AbortController().signal } = texts
  const request = await requestOfTexts(texts)
  const version = sourceVersion(request, { file: request.file, text: base, overlays: new Map(), functionName }, { kind: 'commit', label: 'base', commit: null, runId: null, file: name, functionName, text: base }, [], signal)
  const { comparison } = await compareVersions(request, version, { onStage: nothing, onLog: nothing, onOutput: nothing, ...events }, signal)
  return comparison
}
