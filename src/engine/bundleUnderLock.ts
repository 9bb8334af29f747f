import { join } from 'node:path'
import { HeatlineError } from '../core/heatlineError.ts'
import { bundleEntry } from './bundle/bundleEntry.ts'
import type { Bundle } from './bundle/bundleEntry.ts'
import { stopBundler } from './bundle/runEsbuild.ts'
import { startGuardian, withTemporaryFolder } from './child/guardian.ts'
import { withMeasurementLock } from './lock/measurementLock.ts'
import type { ProfileEvents, ProfileRequest } from './profileFunction.ts'
import type { WorkloadCode } from '../core/source/workloadCode.ts'

/** Whose code is bundled, for whom. */
export type BundleSource = Pick<ProfileRequest, 'root' | 'file' | 'overlays' | 'hidden' | 'node' | 'installation'>

/** What is bundled. */
export interface BundleSubject {
  /** The function's, for those who wait. */
  readonly id: string
  readonly code: Pick<WorkloadCode, 'entryText' | 'appendedCode'>
}

/** What a measurement starts from. */
export interface BundledSubject {
  /** The error is the user's: code that does not bundle, with its place. */
  readonly bundle: Bundle | HeatlineError
  readonly bundlingMs: number
  /** A folder of this measurement's own, outside the workspace; removed when it is over. */
  readonly directory: string
}

/**
 * How every measurement starts: waits until it is the only one on this machine, and bundles the subject. The lock and the
 * folder are kept until `measure` is done.
 * @throws the signal's reason when it is aborted while waiting or bundling
 */
export async function bundleUnderLock<Result>(
  request: BundleSource,
  subject: BundleSubject,
  events: Pick<ProfileEvents, 'onStage'>,
  signal: AbortSignal,
  measure: (start: BundledSubject) => Promise<Result>,
): Promise<Result> {
  return await underLock(request, subject.id, events, signal, async (directory) => {
    events.onStage('bundling', null)
    const started = performance.now()
    const bundle = await bundleOrExplain(request, subject, directory, signal)
    return await measure({ bundle, bundlingMs: performance.now() - started, directory })
  })
}

/**
 * Waits until nothing else is measured on this machine, and gives a folder outside the workspace that is removed in the end.
 * @param what is measured, for those who wait
 * @throws the signal's reason when it is aborted while waiting
 */
export async function underLock<Result>(
  { node, installation }: Pick<ProfileRequest, 'node' | 'installation'>,
  what: string,
  events: Pick<ProfileEvents, 'onStage'>,
  signal: AbortSignal,
  measure: (directory: string) => Promise<Result>,
): Promise<Result> {
  startGuardian(node, join(installation.directory, 'guardian.cjs'))
  return await withMeasurementLock({ what, onWaiting: (holder) => events.onStage('waiting', holder) }, signal, () => withTemporaryFolder(measure))
}

/** The bundle, or the user's error in words. @throws the signal's reason when it is aborted */
export async function bundleOrExplain(request: BundleSource, { code }: Pick<BundleSubject, 'code'>, outDir: string, signal: AbortSignal): Promise<Bundle | HeatlineError> {
  const { entryText, appendedCode } = code
  try {
    return await bundleEntry({ root: request.root, entryFile: request.file, entryText, appendedCode, overlays: request.overlays, hidden: request.hidden, nodeVersion: request.node.version, outDir }, signal)
  } catch (error) {
    if (error instanceof HeatlineError) return error
    throw error
  } finally {
    // It starts again in some milliseconds, and would else keep the memory of the largest bundle for as long as the editor runs.
    await stopBundler()
  }
}
