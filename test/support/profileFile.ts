import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Run } from '../../src/core/comparison/run.ts'
import type { Workload } from '../../src/core/comparison/workload.ts'
import type { ProfileKind } from '../../src/core/evidence/profileKind.ts'
import type { SandboxAction } from '../../src/core/sandboxAction.ts'
import { findNode } from '../../src/engine/node/findNode.ts'
import { profileFunction } from '../../src/engine/profileFunction.ts'
import type { ProfileEvents, ProfileRequest } from '../../src/engine/profileFunction.ts'

const nothing = (): void => undefined

const repository = path.resolve(import.meta.dirname, '../..')

/** What a test or bench profiles; what it leaves out is as a user's click has it. */
export interface ProfileFileRequest {
  readonly root: string
  /** Relative to `root`. */
  readonly file: string
  readonly functionName: string
  readonly workload: Workload
  readonly allowedActions?: readonly SandboxAction[]
  readonly timeBudgetMs?: number
  readonly kind?: ProfileKind
  /** Absolute path of the Node to use; by default the one that runs the test. */
  readonly nodePath?: string
  readonly events?: Partial<ProfileEvents>
  readonly signal?: AbortSignal
}

/** What the editor and the CLI would ask for, of a file on disk and the built runner in `dist/`. */
export async function profileRequest(request: ProfileFileRequest): Promise<ProfileRequest> {
  const file = path.join(request.root, request.file)
  return {
    root: request.root,
    file,
    text: readFileSync(file, 'utf8'),
    overlays: new Map(),
    functionName: request.functionName,
    workload: request.workload,
    notes: [],
    allowedActions: request.allowedActions ?? [],
    timeBudgetMs: request.timeBudgetMs ?? 2000,
    ...(request.kind === undefined ? {} : { kind: request.kind }),
    node: await findNode({ configuredPath: request.nodePath ?? process.execPath, configuredIn: '--node', cwd: repository, env: process.env, editorExecPath: null }),
    installation: { directory: path.join(repository, 'dist'), version: '0.0.0' },
  }
}

/** Profiles a function of a file on disk with the built runner in `dist/`. */
export async function profileFile(request: ProfileFileRequest): Promise<Run> {
  return await profileFunction(await profileRequest(request), { onStage: nothing, onLog: nothing, onOutput: nothing, onPartial: nothing, ...request.events }, request.signal ?? new AbortController().signal)
}
