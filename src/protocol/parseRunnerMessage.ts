import type { CollectionKind, Pause } from '../core/evidence/collections.ts'
import type { HeldBytes } from '../core/evidence/growth.ts'
import type { EventLoop } from '../core/evidence/eventLoop.ts'
import type { LoadedModules } from '../core/evidence/loadedPackage.ts'
import type { FunctionCounts } from '../core/evidence/lineCounts.ts'
import type { CallTreeNode, LineTick, RecorderName, StackProfile } from '../core/profile/stackProfile.ts'
import { readSeenProbe } from './readSeenProbe.ts'
import type { SandboxAction } from '../core/sandboxAction.ts'
import type { AnswerEnd, AwaitsOfLine, BundlePlace, RunnerMessage, ThrownValue, TrialEnd } from './runnerMessage.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * The guard at the engine's end of the runner's channel: a line as a message, field by field, or null where it is none.
 * The user's code can write to any file descriptor, so nothing on it is taken on trust.
 */
export function parseRunnerMessage(line: string): RunnerMessage | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  return isFields(value) ? toMessage(value) : null
}

function toMessage(m: Fields): RunnerMessage | null {
  switch (m.kind) {
    case 'started':
      return isString(m.nodeVersion) && isString(m.v8Version) ? { kind: 'started', nodeVersion: m.nodeVersion, v8Version: m.v8Version } : null
    case 'prepared':
      return isAmount(m.loadMs) ? { kind: 'prepared', loadMs: m.loadMs } : null
    case 'firstCall':
      return isAmount(m.ms) && isBoolean(m.isAsync) && isBoolean(m.changesArguments) && isBoolean(m.targetIsOutermost)
        ? { kind: 'firstCall', ms: m.ms, isAsync: m.isAsync, changesArguments: m.changesArguments, targetIsOutermost: m.targetIsOutermost }
        : null
    case 'stage':
      return m.stage === 'warmUp' || m.stage === 'measure' ? { kind: 'stage', stage: m.stage } : null
    case 'timing':
      return isAmount(m.medianMs) && (m.bytesPerCall === null || isFiniteNumber(m.bytesPerCall)) && isAmount(m.iterations) && isAmount(m.thrown) && isAmount(m.calls) && isAmount(m.measuringMs)
        ? { kind: 'timing', medianMs: m.medianMs, bytesPerCall: m.bytesPerCall, iterations: m.iterations, thrown: m.thrown, calls: m.calls, measuringMs: m.measuringMs }
        : null
    case 'attribution':
      return isStackProfile(m.profile) && isAmount(m.calls) && isAmount(m.callsMs) && isAmount(m.computingMs) && isAmount(m.waitingMs) && isAmount(m.thrown) && isAmount(m.measuringMs)
        ? { kind: 'attribution', profile: m.profile, calls: m.calls, callsMs: m.callsMs, computingMs: m.computingMs, waitingMs: m.waitingMs, thrown: m.thrown, measuringMs: m.measuringMs }
        : null
    case 'tryingRow':
      return isInteger(m.row) ? { kind: 'tryingRow', row: m.row } : null
    case 'triedRow':
      return isInteger(m.row) && isTrialEnd(m.end) && isAmount(m.ms) && Array.isArray(m.statements) && m.statements.every(isInteger) && (m.thrown === null || isString(m.thrown))
        ? { kind: 'triedRow', row: m.row, end: m.end, ms: m.ms, statements: m.statements, thrown: m.thrown }
        : null
    case 'probed': {
      const probe = readSeenProbe(m.probe)
      return isInteger(m.row) && probe !== null ? { kind: 'probed', row: m.row, probe } : null
    }
    case 'captured':
      return isAmount(m.seen) && isAmount(m.callerCalls) && isAmount(m.kept) && isAmount(m.different) && Array.isArray(m.threw) && m.threw.every(isInteger)
        ? { kind: 'captured', seen: m.seen, callerCalls: m.callerCalls, threw: m.threw, kept: m.kept, different: m.different }
        : null
    case 'trial':
      return isAmount(m.measuringMs) && isAmount(m.calls) && isAmount(m.thrown) ? { kind: 'trial', measuringMs: m.measuringMs, calls: m.calls, thrown: m.thrown } : null
    case 'replay':
      return isAmount(m.measuringMs) && isAmount(m.calls) && isAmount(m.thrown) && isAmount(m.differing) && (m.firstDifference === null || isString(m.firstDifference))
        ? { kind: 'replay', measuringMs: m.measuringMs, calls: m.calls, thrown: m.thrown, differing: m.differing, firstDifference: m.firstDifference }
        : null
    case 'answer':
      return isInteger(m.row) && isAnswerEnd(m.end) && (m.digest === null || isString(m.digest)) && isString(m.shown) && isBoolean(m.isRepeatable)
        ? { kind: 'answer', row: m.row, end: m.end, digest: m.digest, shown: m.shown, isRepeatable: m.isRepeatable }
        : null
    case 'answers':
      return isAmount(m.measuringMs) && isAmount(m.calls) && isAmount(m.thrown) && isAmount(m.callMs) && isAmount(m.firstCallMs) && isAmount(m.rows)
        ? { kind: 'answers', measuringMs: m.measuringMs, calls: m.calls, thrown: m.thrown, callMs: m.callMs, firstCallMs: m.firstCallMs, rows: m.rows }
        : null
    case 'began':
      return isAmount(m.firstCallMs) && isBoolean(m.isAsync) && isAmount(m.rows) ? { kind: 'began', firstCallMs: m.firstCallMs, isAsync: m.isAsync, rows: m.rows } : null
    case 'warmed':
      return isAmount(m.batchSize) && isAmount(m.callMs) && (m.linkedMs === null || isAmount(m.linkedMs)) ? { kind: 'warmed', batchSize: m.batchSize, callMs: m.callMs, linkedMs: m.linkedMs } : null
    case 'slices':
      return Array.isArray(m.callMs) && m.callMs.every(isAmount) ? { kind: 'slices', callMs: m.callMs } : null
    case 'allocated':
      return isFiniteNumber(m.bytesPerCall) && isFiniteNumber(m.retainedPerCall) ? { kind: 'allocated', bytesPerCall: m.bytesPerCall, retainedPerCall: m.retainedPerCall } : null
    case 'paired':
      return isAmount(m.measuringMs) && isAmount(m.calls) && isAmount(m.thrown) ? { kind: 'paired', measuringMs: m.measuringMs, calls: m.calls, thrown: m.thrown } : null
    case 'lineBytes':
      return isAmount(m.calls) && isAmount(m.thrown) && isAmount(m.measuringMs) && Array.isArray(m.statements) && m.statements.every(isStatementBytes)
        ? { kind: 'lineBytes', statements: m.statements, calls: m.calls, thrown: m.thrown, measuringMs: m.measuringMs }
        : null
    case 'blockCounts':
      return isAmount(m.calls) && isAmount(m.thrown) && isAmount(m.measuringMs) && Array.isArray(m.functions) && m.functions.every(isFunctionCounts)
        ? { kind: 'blockCounts', functions: m.functions, calls: m.calls, thrown: m.thrown, measuringMs: m.measuringMs }
        : null
    case 'optimisationLog':
      return isString(m.logPath) && isAmount(m.loadedBytes) && isAmount(m.warmBytes) && isBoolean(m.sawAllAccesses) && isAmount(m.calls) && isAmount(m.thrown) && isAmount(m.measuringMs)
        ? { kind: 'optimisationLog', logPath: m.logPath, loadedBytes: m.loadedBytes, warmBytes: m.warmBytes, sawAllAccesses: m.sawAllAccesses, calls: m.calls, thrown: m.thrown, measuringMs: m.measuringMs }
        : null
    case 'collections':
      return isAmount(m.calls) && isAmount(m.computingMs) && isAmount(m.thrown) && isAmount(m.measuringMs) && Array.isArray(m.pauses) && m.pauses.every(isPause)
        ? { kind: 'collections', pauses: m.pauses, calls: m.calls, computingMs: m.computingMs, thrown: m.thrown, measuringMs: m.measuringMs }
        : null
    case 'growth':
      return isAmount(m.calls) && isAmount(m.thrown) && isAmount(m.measuringMs) && Array.isArray(m.held) && m.held.every(isHeldBytes)
        ? { kind: 'growth', held: m.held, calls: m.calls, thrown: m.thrown, measuringMs: m.measuringMs }
        : null
    case 'keptBytes':
      return isAmount(m.calls) && isAmount(m.thrown) && isAmount(m.measuringMs) && Array.isArray(m.statements) && m.statements.every(isKept)
        ? { kind: 'keptBytes', statements: m.statements, calls: m.calls, thrown: m.thrown, measuringMs: m.measuringMs }
        : null
    case 'awaits':
      return isAmount(m.calls) && isAmount(m.callsMs) && isAmount(m.thrown) && isAmount(m.measuringMs) && Array.isArray(m.lines) && m.lines.every(isAwaitsOfLine)
        ? { kind: 'awaits', lines: m.lines, calls: m.calls, callsMs: m.callsMs, thrown: m.thrown, measuringMs: m.measuringMs }
        : null
    case 'loading':
      return isAmount(m.calls) && isAmount(m.thrown) && isAmount(m.measuringMs) && Array.isArray(m.modules) && m.modules.every(isLoadedModule)
        ? { kind: 'loading', modules: m.modules, calls: m.calls, thrown: m.thrown, measuringMs: m.measuringMs }
        : null
    case 'blocking':
      return isAmount(m.calls) && isAmount(m.thrown) && isAmount(m.measuringMs) && isEventLoop(m.eventLoop)
        && Array.isArray(m.synchronousCalls) && m.synchronousCalls.every(isSynchronousCalls) && Array.isArray(m.marks) && m.marks.every(isMarks)
        ? { kind: 'blocking', synchronousCalls: m.synchronousCalls, marks: m.marks, eventLoop: m.eventLoop, calls: m.calls, thrown: m.thrown, measuringMs: m.measuringMs }
        : null
    case 'warning':
      return isString(m.message) ? { kind: 'warning', message: m.message } : null
    case 'failed':
      return (m.stage === 'load' || m.stage === 'prepare' || m.stage === 'size' || m.stage === 'call' || m.stage === 'record') && isThrownValue(m.error)
        ? { kind: 'failed', stage: m.stage, error: m.error }
        : null
    case 'denied':
      return (m.permission === null || isSandboxAction(m.permission)) && isString(m.action) && isString(m.target) && isString(m.stack)
        ? { kind: 'denied', permission: m.permission, action: m.action, target: m.target, stack: m.stack }
        : null
    default:
      return null
  }
}

function isAnswerEnd(value: unknown): value is AnswerEnd {
  return value === 'returned' || value === 'threw' || value === 'resolved' || value === 'rejected'
}

function isStatementBytes(value: unknown): value is { readonly places: readonly number[]; readonly bytes: number; readonly runs: number } {
  return isFields(value) && isAmount(value.bytes) && isAmount(value.runs) && Array.isArray(value.places) && value.places.length > 0 && value.places.every(isInteger)
}

const collectionKinds: Readonly<Record<CollectionKind, true>> = { minor: true, major: true, incremental: true, weakCallbacks: true }

function isPause(value: unknown): value is Pause {
  return isFields(value) && isAmount(value.ms) && isString(value.kind) && Object.hasOwn(collectionKinds, value.kind)
}

function isHeldBytes(value: unknown): value is HeldBytes {
  return isFields(value) && isAmount(value.calls) && isAmount(value.bytes)
}

function isKept(value: unknown): value is { readonly place: number; readonly bytes: number } {
  return isFields(value) && isInteger(value.place) && isAmount(value.bytes)
}

function isLoadedModule(value: unknown): value is LoadedModules[number] {
  return isFields(value) && isString(value.path) && isAmount(value.ms)
}

function isFunctionCounts(value: unknown): value is FunctionCounts {
  return Array.isArray(value) && value.length > 0 && value.every((range) => Array.isArray(range) && range.length === 3 && range.every(isAmount))
}

function isAwaitsOfLine(value: unknown): value is AwaitsOfLine {
  return isFields(value) && isInteger(value.line) && isAmount(value.count) && isAmount(value.ms) && isAmount(value.coveredMs) && isAmount(value.longestMs) && isAmount(value.atOnce)
}

function isEventLoop(value: unknown): value is EventLoop {
  return isFields(value) && isAmount(value.longestMs) && isAmount(value.meanMs) && isAmount(value.p99Ms) && isAmount(value.blockedShare)
}

type Blocking = Extract<RunnerMessage, { readonly kind: 'blocking' }>

function isSynchronousCalls(value: unknown): value is Blocking['synchronousCalls'][number] {
  return isFields(value) && isString(value.name) && isAmount(value.count) && isAmount(value.ms) && isPlace(value)
}

function isMarks(value: unknown): value is Blocking['marks'][number] {
  return isFields(value) && isString(value.name) && (value.markKind === 'mark' || value.markKind === 'measure') && isAmount(value.count) && isAmount(value.ms) && (value.place === null || isPlace(value.place))
}

function isPlace(value: unknown): value is BundlePlace {
  return isFields(value) && isInteger(value.line) && isInteger(value.column)
}

function isTrialEnd(value: unknown): value is TrialEnd {
  return value === 'returned' || value === 'threw' || value === 'pending' || value === 'unmade'
}

function isThrownValue(value: unknown): value is ThrownValue {
  return isFields(value) && isString(value.name) && isString(value.message) && (value.stack === null || isString(value.stack))
}

/** Whether a value from outside is a profile, in every field. */
export function isStackProfile(value: unknown): value is StackProfile {
  if (!isFields(value)) return false
  const { nodes } = value
  return isRecorderName(value.recorder) && isAmount(value.samplingIntervalUs) && isAmount(value.durationMs)
    && (value.lineMeans === 'tickOrCall' || value.lineMeans === 'functionStart')
    && Array.isArray(nodes) && nodes.every((node, index) => isCallTreeNode(node, index))
    && (value.timeline === null || isTimeline(value.timeline, nodes.length))
}

function isRecorderName(value: unknown): value is RecorderName {
  return value === 'pprof' || value === 'v8-profiler-next' || value === 'inspector'
}

function isCallTreeNode(value: unknown, index: number): value is CallTreeNode {
  return isFields(value) && isInteger(value.parent) && value.parent >= -1 && value.parent < index
    && isString(value.functionName) && isString(value.url) && isInteger(value.line) && value.line >= -1
    && (value.column === undefined || isInteger(value.column)) && isAmount(value.hitCount)
    && (value.lineTicks === null || (Array.isArray(value.lineTicks) && value.lineTicks.every(isLineTick)))
}

function isLineTick(value: unknown): value is LineTick {
  return isFields(value) && isInteger(value.line) && isAmount(value.hitCount)
}

function isTimeline(value: unknown, nodeCount: number): boolean {
  return isFields(value) && Array.isArray(value.nodes) && Array.isArray(value.deltasUs) && value.nodes.length === value.deltasUs.length
    && value.nodes.every((node) => isInteger(node) && node >= 0 && node < nodeCount) && value.deltasUs.every(isFiniteNumber)
}

const sandboxActions: Readonly<Record<SandboxAction, true>> = { read: true, write: true, process: true, worker: true, network: true, database: true, signal: true, native: true }

function isSandboxAction(value: unknown): value is SandboxAction {
  return isString(value) && Object.hasOwn(sandboxActions, value)
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isInteger(value: unknown): value is number {
  return Number.isInteger(value)
}

/** A count or duration: finite and not negative. */
function isAmount(value: unknown): value is number {
  return isFiniteNumber(value) && value >= 0
}
