import { existsSync } from 'node:fs'
import path from 'node:path'
import type { RecorderPlan } from '../../protocol/runnerTask.ts'
import type { Installation } from '../installation.ts'
import type { NodeExecutable } from '../node/nodeExecutable.ts'

/**
 * The recorders to try for stack samples, best first: pprof knows call sites; v8-profiler-next works in the sandbox where
 * Node 22 denies the inspector; the inspector needs no addon. pprof is in the list even where it has no binary for this
 * Node, so that the run says what it went without.
 */
export function recorderPlans(installation: Installation, node: NodeExecutable): readonly RecorderPlan[] {
  return [{ name: 'pprof', addonPath: addonPath('pprof', installation, node) }, ...timelineRecorderPlans(installation, node)]
}

/** The recorders that keep the order of samples, best first: an addon, where there is one for this Node, works in every sandbox. */
export function timelineRecorderPlans(installation: Installation, node: NodeExecutable): readonly RecorderPlan[] {
  const v8Profiler = addonPath('v8-profiler-next', installation, node)
  return [
    ...(existsSync(v8Profiler) ? [{ name: 'v8-profiler-next', addonPath: v8Profiler } as const] : []),
    { name: 'inspector', addonPath: null },
  ]
}

/**
 * The addon that puts samples right in built-in code, where it was built for this platform. Not on Node 22, whose V8 12.4
 * crashes in one of seven such runs; 24 and 26 in none of 200.
 */
export function framelessCallsPath(installation: Installation, node: Pick<NodeExecutable, 'version'>): string | null {
  if (Number.parseInt(node.version, 10) < 24) return null
  const file = path.join(installation.directory, 'native', 'frameless-calls', platformName(), 'addon.node')
  return existsSync(file) ? file : null
}

function addonPath(name: string, installation: Installation, node: NodeExecutable): string {
  return path.join(installation.directory, 'native', name, platformName(), `abi${node.abi}.node`)
}

/** As `scripts/natives.mjs` names platforms. */
function platformName(): string {
  return `${process.platform === 'linux' && existsSync('/etc/alpine-release') ? 'alpine' : process.platform}-${process.arch}`
}
