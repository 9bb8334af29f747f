import { assertNever } from '../assertNever.ts'
import type { SourceFunction } from '../source/sourceFunction.ts'
import type { CpuFrame } from './cpuTree.ts'
import type { CpuFrames } from './cpuFrames.ts'
import { functionAround } from './cpuFrames.ts'
import type { ScriptReader } from './scripts.ts'
import type { CallTreeNode } from './stackProfile.ts'

/** What becomes of a node of a recording in a profile of the user's code. */
export type CpuRole =
  /** V8's own: `(root)`, `(program)`, `(idle)`, `(garbage collector)`. */
  | { readonly kind: 'special' }
  /** Shown; Node's own and native code only where the user's called it. */
  | { readonly kind: 'frame'; readonly frame: CpuFrame; readonly isUsers: boolean }
  /**
   * Not shown: Heatline's, or the bundler's. What it calls goes below `context` where that is not null, else to its caller;
   * its own samples are those of `own`, else its caller's.
   */
  | { readonly kind: 'hidden'; readonly context: CpuFrame | null; readonly own: CpuFrame | null }

/** What roles depend on beside the nodes. */
export interface RoleSetting {
  readonly scripts: ScriptReader
  readonly frames: CpuFrames
  readonly functionsOf: (file: string) => readonly SourceFunction[]
  readonly target: { readonly file: string; readonly name: string }
  readonly targetIsOutermost: boolean
  /** `areLongCalls` */
  readonly callsAreLong: boolean
}

const hidden: CpuRole = { kind: 'hidden', context: null, own: null }

/**
 * The role of every node.
 *
 * Node 22 and 24 inline the target into the harness's call of it and book the target's samples and calls there; V8 also
 * books there what the target does in built-in code that has no frame. That call then stands for the target.
 */
export function readRoles(nodes: readonly CallTreeNode[], setting: RoleSetting): readonly CpuRole[] {
  const { scripts, frames } = setting
  const callIndices = new Set(nodes.flatMap((node, index) => (isHarnessCall(node, nodes[node.parent], scripts) ? [index] : [])))
  const callers = new Set([...callIndices].flatMap((index) => nodes[index]?.parent ?? []))
  const roles = nodes.map((node, index) => (callIndices.has(index) ? hidden : roleOf(node, scripts, frames)))
  // Read last: the functions that were also seen by themselves have their frames by now.
  const { target: { file, name } } = setting
  const found = setting.functionsOf(file).find((each) => each.name === name)
  const target = found === undefined ? null : frames.ofFunction(file, found)
  return roles.map((role, index): CpuRole => {
    const node = nodes[index]
    if (node === undefined) return role
    if (callers.has(index)) return { kind: 'hidden', context: null, own: setting.callsAreLong ? target : null }
    if (!callIndices.has(index)) return role
    if (setting.targetIsOutermost && target !== null) return { kind: 'hidden', context: target, own: setting.callsAreLong || inlinedLine(node, scripts) !== null ? target : null }
    return { kind: 'hidden', context: null, own: inlinedFunction(node, setting) }
  })
}

/** The arrow function that calls the target: in the bundle, and called by the runner. Its line can be the user's, where it had to stand in their class. */
function isHarnessCall(node: CallTreeNode, caller: CallTreeNode | undefined, scripts: ScriptReader): boolean {
  if (!scripts.isBundle(node.url) || caller === undefined || scripts.isBundle(caller.url)) return false
  if (scripts.read(caller.url, caller.functionName, caller.line).kind !== 'harness') return false
  return node.functionName === 'call' || scripts.read(node.url, node.functionName, node.line).kind === 'harness'
}

function roleOf(node: CallTreeNode, scripts: ScriptReader, frames: CpuFrames): CpuRole {
  const position = scripts.read(node.url, node.functionName, node.line)
  switch (position.kind) {
    case 'nothing':
    case 'program':
    case 'garbageCollection': return { kind: 'special' }
    case 'source': return { kind: 'frame', frame: frames.ofSource(node, position.file, position.line), isUsers: true }
    case 'internal':
    case 'native': return { kind: 'frame', frame: frames.ofOther(node), isUsers: false }
    case 'harness':
    case 'unmapped':
    case 'outside': return hidden
    default: return assertNever(position)
  }
}

/** The source line of most of a node's own samples; null where most are of the harness itself. */
function inlinedLine(node: CallTreeNode, scripts: ScriptReader): { readonly file: string; readonly line: number } | null {
  let samples = 0
  let most = 0
  let hottest: { readonly file: string; readonly line: number } | null = null
  for (const { line, hitCount } of node.lineTicks ?? []) {
    const position = scripts.read(node.url, node.functionName, line)
    if (position.kind !== 'source') continue
    samples += hitCount
    if (hitCount > most) {
      most = hitCount
      hottest = position
    }
  }
  return 2 * samples > node.hitCount ? hottest : null
}

function inlinedFunction(node: CallTreeNode, { scripts, frames, functionsOf }: RoleSetting): CpuFrame | null {
  const at = inlinedLine(node, scripts)
  const found = at === null ? null : functionAround(functionsOf(at.file), at.line)
  return at === null || found === null ? null : frames.ofFunction(at.file, found)
}
