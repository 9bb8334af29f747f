import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Scaling } from '../../src/core/comparison/scaling.ts'
import { measureScaling } from '../../src/engine/measureScaling.ts'
import { findNode } from '../../src/engine/node/findNode.ts'
import type { RecordingEvents } from '../../src/engine/recordTimeline.ts'

const nothing = (): void => undefined

const repository = path.resolve(import.meta.dirname, '../..')

/** What a test or bench measures. */
export interface ScaleFileRequest {
  readonly root: string
  /** Relative to `root`. */
  readonly file: string
  readonly functionName: string
  readonly expression: string
  readonly timeBudgetMs: number
  /** Absolute path of the Node to use; by default the one that runs the test. */
  readonly nodePath?: string
  readonly events?: Partial<RecordingEvents>
  readonly signal?: AbortSignal
}

/** Measures how a function of a file on disk scales, with the built runner in `dist/`. */
export async function scaleFile(request: ScaleFileRequest): Promise<Scaling> {
  const file = path.join(request.root, request.file)
  return await measureScaling({
    root: request.root,
    file,
    text: readFileSync(file, 'utf8'),
    overlays: new Map(),
    functionName: request.functionName,
    workload: { kind: 'call', expression: request.expression, origin: 'option' },
    notes: [],
    allowedActions: [],
    timeBudgetMs: request.timeBudgetMs,
    node: await findNode({ configuredPath: request.nodePath ?? process.execPath, configuredIn: '--node', cwd: repository, env: process.env, editorExecPath: null }),
    installation: { directory: path.join(repository, 'dist'), version: '0.0.0' },
  }, { onStage: nothing, onLog: nothing, onOutput: nothing, ...request.events }, request.signal ?? new AbortController().signal)
}
