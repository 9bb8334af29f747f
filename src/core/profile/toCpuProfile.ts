import { CpuFrames } from './cpuFrames.ts'
import type { FrameSources } from './cpuFrames.ts'
import { readRoles } from './cpuRoles.ts'
import type { CpuRole } from './cpuRoles.ts'
import { CpuTree } from './cpuTree.ts'
import type { CpuFrame } from './cpuTree.ts'
import type { CdpProfile } from './importCdpProfile.ts'
import { ScriptReader } from './scripts.ts'
import type { RunScripts } from './scripts.ts'
import type { CallTreeNode, StackProfile } from './stackProfile.ts'

/** A recording and what is needed to read it in the user's sources. */
export interface CpuProfileInput extends FrameSources {
  /** Taken by a recorder that keeps the order of samples. */
  readonly profile: StackProfile
  readonly scripts: RunScripts
  /** The profiled function: its file's absolute path, and `SourceFunction.name`. */
  readonly target: { readonly file: string; readonly name: string }
  /** The harness calls the target and nothing else. */
  readonly targetIsOutermost: boolean
  /** `areLongCalls` */
  readonly callsAreLong: boolean
  /** When the recording began, in microseconds of any clock; not 0, which viewers take for "unknown". */
  readonly startTimeUs: number
}

/** What a `.cpuprofile` file holds: a DevTools profile with its samples in the order of time. */
export interface CpuProfile extends CdpProfile {
  readonly samples: readonly number[]
  /** Microseconds since the sample before; the first since `startTime`. */
  readonly timeDeltas: readonly number[]
}

/** Ids of the new tree's nodes. */
interface Placement {
  /** Called frames go below it. */
  readonly context: number
  /** The node's own samples go there. */
  readonly own: number
}

/**
 * Turns a recording into a DevTools profile of the user's own code: their files, lines and names instead of the bundle's.
 * Heatline's frames are gone, and the time between calls is idle; what the user's code calls in Node stays.
 * A line's ticks that V8 booked on a function of another file are left out: the format cannot say whose they are.
 */
export function toCpuProfile(input: CpuProfileInput): CpuProfile {
  const { profile, startTimeUs } = input
  const { timeline } = profile
  if (timeline === null) throw new Error('Internal error: the recording has no timeline')

  const tree = new CpuTree()
  const placements = placeNodes(input, tree, new Set(timeline.nodes))
  let time = 0
  // Where V8 lists samples late, their time comes out before that of the one before.
  const samples = timeline.nodes
    .map((node, index) => ({ at: Math.max(0, time += timeline.deltasUs[index] ?? 0), id: placements[node]?.own ?? tree.root }))
    .toSorted((a, b) => a.at - b.at)
  for (const { id } of samples) tree.hit(id)
  return {
    nodes: tree.toNodes(),
    startTime: startTimeUs,
    endTime: startTimeUs + Math.max(Math.round(profile.durationMs * 1000), samples.at(-1)?.at ?? 0),
    samples: samples.map(({ id }) => id),
    timeDeltas: samples.map(({ at }, index) => at - (samples[index - 1]?.at ?? 0)),
  }
}

function placeNodes(input: CpuProfileInput, tree: CpuTree, sampled: ReadonlySet<number>): readonly (Placement | undefined)[] {
  const { nodes } = input.profile
  const scripts = new ScriptReader(input.scripts, () => false)
  const roles = readRoles(nodes, { ...input, scripts, frames: new CpuFrames(input, scripts) })
  const isUsed = withCallers(nodes, sampled)
  const placements: (Placement | undefined)[] = []
  nodes.forEach((node, index) => {
    const role = roles[index]
    if (isUsed[index] !== true || role === undefined) return
    const context = placements[node.parent]?.context ?? tree.root
    const placement = placeNode({ node, role, callerRole: roles[node.parent], context, isSampled: sampled.has(index) }, tree)
    placements[index] = placement
    const shown = role.kind === 'frame' ? role.frame : role.kind === 'hidden' ? role.own : null
    if (shown !== null) bookTicks(node, shown, placement.own)
  })
  return placements

  function bookTicks(node: CallTreeNode, frame: CpuFrame, id: number): void {
    for (const { line, hitCount } of node.lineTicks ?? []) {
      const position = scripts.read(node.url, node.functionName, line)
      if (position.kind === 'source' && input.urlOf(position.file) === frame.url) tree.tick(id, position.line, hitCount)
    }
  }
}

/** A node of the recording, with what became of its caller. */
interface Unplaced {
  readonly node: CallTreeNode
  readonly role: CpuRole
  readonly callerRole: CpuRole | undefined
  readonly context: number
  /** Whether samples ended in it. */
  readonly isSampled: boolean
}

function placeNode({ node, role, callerRole, context, isSampled }: Unplaced, tree: CpuTree): Placement {
  const inRun = context !== tree.root
  const ofCaller = (): number => (inRun || !isSampled ? context : tree.child(tree.root, special('(idle)')))
  switch (role.kind) {
    case 'special': return { context: tree.root, own: node.functionName === '(root)' ? tree.root : tree.child(tree.root, special(node.functionName)) }
    case 'hidden': return {
      context: role.context === null ? context : tree.child(context, role.context),
      own: role.own === null || !isSampled ? ofCaller() : tree.child(context, role.own),
    }
    case 'frame': {
      if (!role.isUsers && !inRun) return { context, own: ofCaller() }
      // The harness's call stands for the target: the target below it is the same call, not a recursive one.
      const isSameCall = callerRole?.kind === 'hidden' && callerRole.context === role.frame
      const id = isSameCall ? context : tree.child(context, role.frame)
      return { context: id, own: id }
    }
  }
}

/** The sampled nodes and all above them. */
function withCallers(nodes: readonly CallTreeNode[], sampled: ReadonlySet<number>): readonly boolean[] {
  const isUsed = nodes.map((_, index) => sampled.has(index))
  for (let index = nodes.length - 1; index >= 0; index--) {
    const parent = nodes[index]?.parent ?? -1
    if (isUsed[index] === true && parent >= 0) isUsed[parent] = true
  }
  return isUsed
}

function special(functionName: string): CpuFrame {
  return { functionName, url: '', line: -1, column: -1 }
}
