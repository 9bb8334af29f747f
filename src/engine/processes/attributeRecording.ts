import { readFileSync } from 'node:fs'
import type { ThreadRun } from '../../core/comparison/programRun.ts'
import { attributeThread } from '../../core/profile/attribute.ts'
import { isOwnFile } from '../../core/profile/packageOf.ts'
import { nameFits } from '../../core/profile/functionFinder.ts'
import { pathOf } from '../../core/profile/scripts.ts'
import type { CallTreeNode, StackProfile } from '../../core/profile/stackProfile.ts'
import { nameInlined } from '../../core/profile/nameInlined.ts'
import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import type { DiscoveredFunctions } from '../../core/source/discoverFunctions.ts'
import type { ThreadRecording } from '../../protocol/processRecording.ts'
import { namesInlinedCallees } from '../measure/samplingFlags.ts'
import { scriptPlaces } from './scriptPlaces.ts'
import type { ScriptPlaces } from './scriptPlaces.ts'

/** Where recordings lie, and what they are shown relative to. */
export interface RecordingSetting {
  /** The recordings' folder. */
  readonly folder: string
  /** Heatline's `dist/`. */
  readonly ownFolder: string
  readonly root: string
  /** The function whose share is asked for; null for none. */
  readonly target: { readonly file: string; readonly name: string } | null
  /** `own`: only what the user's own code did and called, without the test runner around it. `target`: only what the target did and called. */
  readonly within: 'all' | 'own' | 'target'
}

/** A thread's run, with what has to be said about its lines. */
export interface AttributedThread {
  readonly thread: ThreadRun
  /** Absolute files whose lines cannot be told apart, because the code was put on one line. */
  readonly joinedFiles: readonly string[]
  /** Samples of functions that V8 inlined and that nothing else names. */
  readonly unnamedSamples: number
  /** Samples in the user's own code and what it called. */
  readonly ownSamples: number
}

/** Books one thread's samples on the user's lines. */
export function attributeRecording(recording: ThreadRecording, { folder, ownFolder, root, target, within }: RecordingSetting): AttributedThread {
  const places = scriptPlaces(recording.scripts, folder, ownFolder)
  const { nodeVersion } = recording.process
  const programs = withoutOwn(recording.profile, (url) => pathOf(url)?.startsWith(ownFolder) ?? false)
  const { profile: named, unnamed } = namesInlinedCallees(nodeVersion) ? { profile: programs, unnamed: 0 } : nameInlined(programs, places.linesOf)
  const own = below(named, isOwnIn(places, root))
  const known = new Map<string, DiscoveredFunctions>()
  const read = (file: string): DiscoveredFunctions => {
    const found = known.get(file) ?? discoverFunctions(textOf(file) ?? places.textOf(file) ?? '', file)
    known.set(file, found)
    return found
  }
  const isTarget = ({ url, functionName, line, column }: CallTreeNode): boolean => {
    const place = target === null ? null : places.read(url, functionName, line, column ?? 0)
    if (place?.kind !== 'source' || place.file !== target?.file) return false
    return read(place.file).functions.some((each) => each.name === target.name && nameFits(functionName, each) && Math.min(each.nameLine, each.functionRange.startLine) <= place.line && place.line <= each.functionRange.endLine)
  }
  const profile = within === 'all' ? named : within === 'own' ? own : below(named, isTarget)
  const samples = recording.profile.nodes.reduce((sum, node) => sum + node.hitCount, 0)
  const waiting = profile.nodes.reduce((sum, node) => sum + (node.functionName === '(idle)' ? node.hitCount : 0), 0)
  const programSamples = profile.nodes.reduce((sum, node) => sum + node.hitCount, 0)
  const busyMs = samples === 0 ? 0 : (profile.durationMs * (programSamples - waiting)) / samples
  const attribution = attributeThread({
    lines: profile,
    computingMs: busyMs,
    scripts: places,
    functionsOf: (file) => read(file).functions,
    unlistedOf: (file) => read(file).unlisted,
    target,
    root,
  })
  return {
    thread: {
      pid: recording.process.pid,
      parentPid: recording.process.parentPid,
      threadId: recording.threadId,
      title: recording.title ?? recording.process.argv.join(' '),
      nodeVersion,
      v8Version: recording.process.v8Version,
      startedAt: recording.process.startedAt,
      durationMs: profile.durationMs,
      busyMs,
      wasCut: !recording.isComplete,
      attribution,
    },
    joinedFiles: [...places.joinedFiles],
    unnamedSamples: unnamed,
    ownSamples: own.nodes.reduce((sum, node) => sum + node.hitCount, 0),
  }
}

function isOwnIn(places: ScriptPlaces, root: string): (node: CallTreeNode) => boolean {
  return ({ url, functionName, line, column }) => {
    const place = places.read(url, functionName, line, column ?? 0)
    const file = place.kind === 'source' ? place.file : place.kind === 'unmapped' ? pathOf(url) : null
    return file !== null && file.startsWith(root) && isOwnFile(file)
  }
}

/** Only the samples with such a frame on their stack. */
function below(profile: StackProfile, isSuch: (node: CallTreeNode) => boolean): StackProfile {
  const isBelow: boolean[] = []
  const nodes = profile.nodes.map((node) => {
    const counts = isBelow[node.parent] === true || isSuch(node)
    isBelow.push(counts)
    return counts ? node : { ...node, hitCount: 0, lineTicks: null }
  })
  return { ...profile, nodes }
}

/** Without the samples of Heatline's own code in the process, and of what that called. */
function withoutOwn(profile: StackProfile, isOwn: (url: string) => boolean): StackProfile {
  const own: boolean[] = []
  const nodes = profile.nodes.map((node) => {
    const inOwn = own[node.parent] === true || isOwn(node.url)
    own.push(inOwn)
    return inOwn ? { ...node, hitCount: 0, lineTicks: null } : node
  })
  return { ...profile, nodes }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
