import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Comparison, ComparisonBase } from '../../core/comparison/comparison.ts'
import type { Difference } from '../../core/comparison/difference.ts'
import { isSandboxed } from '../../core/comparison/workload.ts'
import { HeatlineError } from '../../core/heatlineError.ts'
import { renameInCall } from '../../core/source/renameInCall.ts'
import type { Thresholds } from '../../core/comparison/thresholds.ts'
import { bundleOrExplain, underLock } from '../bundleUnderLock.ts'
import { describeEnd } from '../measure/describeEnd.ts'
import { environmentOf } from '../measure/environmentOf.ts'
import { mapStack } from '../measure/mapStack.ts'
import { longestSilence } from '../measure/passSession.ts'
import { rowSourceOf } from '../measure/rowSourceOf.ts'
import { sandboxFor } from '../measure/sandboxFor.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import type { RecordingEvents } from '../recordTimeline.ts'
import { findProfiled, findSubject } from '../subject.ts'
import { checkAnswers } from './checkAnswers.ts'
import type { SideNames } from './checkAnswers.ts'
import { explainDifference } from './explainDifference.ts'
import { measureDifference } from './measureDifference.ts'
import type { Depth } from './measureDifference.ts'
import type { Sides, SideStopped } from './measurePair.ts'
import { planPairs } from './pairPlan.ts'
import { flagsOf } from './side.ts'
import type { ExplainedVersion } from './sampleVersion.ts'
import type { Side, SideSetting } from './side.ts'
import { versionTexts } from './versionTexts.ts'

/** What is compared, and how. */
export interface VersionsRequest extends ProfileRequest {
  readonly thresholds: Thresholds
  readonly depth: Depth
  /** Measures though both versions are the same, and leaves out why they differ: how false alarms are counted. */
  readonly onlyMeasures?: boolean
  /** Measures nothing where the answers differ. */
  readonly needsSameAnswers?: boolean
  /** What sentences about the answers call both versions. Default: the baseline, the current version. */
  readonly names?: SideNames
  /** The current version is a change that nobody has run yet: it may never end, and the base is the code as it is. */
  readonly isTrial?: boolean
}

/** A comparison, and names of what was compared: equal for equal code and inputs. Null where there was nothing to run. */
export interface ComparedVersions {
  readonly comparison: Comparison
  /** Inputs whose answers were compared. */
  readonly comparedAnswers: number
  readonly versions: Readonly<Record<keyof Sides, string>> | null
}

/** The version that the current one is compared with. */
export interface BaseVersion {
  readonly base: ComparisonBase
  /** Opens it in a folder of its own, with the inputs of the current version. The error is what the user has to know. */
  readonly open: (directory: string) => Promise<ExplainedVersion | HeatlineError>
  /** Sentences for people about it. */
  readonly notes: readonly string[]
}

/** What measuring adds to a comparison. */
type Compared = Pick<Comparison, 'outcome' | 'message' | 'deniedAction' | 'time' | 'throughput' | 'memory' | 'sameAnswers' | 'causes' | 'baseLines' | 'seconds' | 'environment' | 'warnings'>

/**
 * Compares the code in a request with another version of it: same answers first, then pairs of fresh processes, then what made the
 * difference. Expected ends are outcomes.
 * @throws HeatlineError when there is no such function, or its call does not parse
 */
export async function compareVersions(request: VersionsRequest, { base, open, notes }: BaseVersion, events: RecordingEvents, signal: AbortSignal): Promise<ComparedVersions> {
  const { profiled } = findProfiled(request)
  const startedAt = Date.now()
  let versions: ComparedVersions['versions'] = null
  let comparedAnswers = 0
  const finish = (compared: Compared): ComparedVersions => ({
    comparison: {
      id: randomUUID(),
      startedAt,
      root: request.root,
      function: profiled,
      base,
      workload: request.workload,
      ...compared,
      // What warns of both sides may say the same.
      warnings: [...new Set([...compared.warnings, ...notes, ...request.notes])],
    },
    comparedAnswers,
    versions,
  })
  try {
    return finish(await underLock(request, profiled.id, events, signal, async (directory) => {
      events.onStage('bundling', null)
      const current = await openVersion(request, join(directory, 'current'), signal)
      if (current instanceof HeatlineError) return untold(request, { outcome: 'failed', message: current.message })
      events.onStage('readingBase', base.label)
      const before = await open(join(directory, 'base'))
      // The current code is not at fault.
      if (before instanceof HeatlineError) return untold(request, { message: `${baseTitle(request, base)} cannot be run: ${before.message}` })
      versions = { base: await versionOf(before.side), current: await versionOf(current.side) }
      // Comments and the places of lines are no part of a bundle's code.
      if ((request.onlyMeasures !== true || request.isTrial === true) && versions.base === versions.current) return unchanged(request)
      return await compareOpened(request, base, { base: before, current }, events, (count) => { comparedAnswers = count }, signal)
    }))
  } catch (error) {
    if (signal.aborted) return finish(untold(request, { outcome: 'cancelled', message: 'Cancelled.' }))
    throw error
  }
}

/**
 * Bundles the version of a function that a request names, with its workload. The error is the user's, in words.
 * @throws the signal's reason when it is aborted
 */
export async function openVersion(request: ProfileRequest, directory: string, signal: AbortSignal): Promise<ExplainedVersion | HeatlineError> {
  await mkdir(directory, { recursive: true })
  try {
    const subject = findSubject(request)
    const bundle = await bundleOrExplain({ ...request, file: subject.entryFile, overlays: subject.overlays }, { code: subject.code }, directory, signal)
    if (bundle instanceof HeatlineError) return bundle
    const side = { bundle, rows: rowSourceOf(request.workload), sandbox: isSandboxed(request.workload) ? sandboxFor(request, bundle, directory) : null, directory }
    return { side, file: request.file, functionName: request.functionName, texts: await versionTexts(bundle, request) }
  } catch (error) {
    if (error instanceof HeatlineError) return error
    throw error
  }
}

async function compareOpened(request: VersionsRequest, base: ComparisonBase, opened: Readonly<Record<keyof Sides, ExplainedVersion>>, events: RecordingEvents, onAnswers: (compared: number) => void, signal: AbortSignal): Promise<Compared> {
  const sides: Sides = { base: opened.base.side, current: opened.current.side }
  const setting: SideSetting = { node: request.node, installation: request.installation, silenceMs: longestSilence(request.timeBudgetMs), onOutput: (text) => events.onOutput(text) }
  const stopped = (stop: SideStopped): Compared => {
    const { name } = findProfiled(request).profiled
    const { bundle } = sides[stop.side]
    const { outcome, message, deniedAction } = describeEnd(stop.end, { name, file: request.file, root: request.root }, (stack) => mapStack(stack, basename(bundle.path), 'runner.cjs', bundle.positionOf))
    if (outcome === 'cancelled' || stop.side === 'current') return untold(request, { outcome, message, deniedAction })
    // What the current code does can be seen by profiling it: the baseline does not make it fail.
    return untold(request, { message: `${baseTitle(request, base)} cannot be measured with these inputs: ${message}`, deniedAction })
  }
  events.onStage('answering', null)
  const answers = await checkAnswers(sides, setting, signal, request.names, request.isTrial)
  if ('side' in answers) return stopped(answers)
  onAnswers(answers.compared)
  if (request.needsSameAnswers === true && answers.same === false) return untold(request, { sameAnswers: false, message: answers.note })
  const plan = planPairs(answers.callMs, answers.firstCallMs, answers.rows)
  events.onLog(`comparing with ${base.label}: a call takes about ${answers.callMs.toPrecision(3)} ms; ${plan.pairs} to ${plan.mostPairs} pairs of ${plan.blocks} blocks`)
  const measured = await measureDifference(sides, plan, request, setting, (done, of) => events.onStage('pairing', `pair ${done + 1} of ${of}`), signal)
  if ('side' in measured) return stopped(measured)
  // What screening suspects is measured again, and explained then.
  const explains = request.onlyMeasures !== true && request.depth !== 'screen' && request.depth !== 'glance' && [measured.time, measured.memory].some(isTold)
  if (explains) events.onStage('explaining', null)
  const { warnings, ...explanation } = explains ? await explainDifference({ root: request.root, ...opened, measured: { ms: changeOf(measured.time), bytes: changeOf(measured.memory) } }, setting, signal) : { causes: [], warnings: [] }
  if (signal.aborted) return untold(request, { outcome: 'cancelled', message: 'Cancelled.' })
  return {
    ...measured,
    outcome: 'completed',
    message: null,
    deniedAction: null,
    sameAnswers: answers.same,
    ...explanation,
    environment: environmentOf(request.node, answers.v8Version, flagsOf(sides.current, request.node)),
    warnings: [...(answers.note === null ? [] : [answers.note]), ...rowsNote(plan.mostRows, answers.rows), ...measured.warnings, ...warnings],
  }
}

function baseTitle({ isTrial }: VersionsRequest, { label }: ComparisonBase): string {
  return isTrial === true ? 'The code as it is' : `The baseline ${label}`
}

function isTold({ verdict }: Difference): boolean {
  return verdict !== 'unchanged' && verdict !== 'inconclusive'
}

/** What a call takes more than in the base; null where that is not told. */
function changeOf(difference: Difference): number | null {
  const { base, current, relativeDifference } = difference
  if (!isTold(difference) || base === null || current === null || relativeDifference === null) return null
  // Medians of pairs that the machine's speed drifted under may lie the other way round.
  const change = current - base
  return Math.sign(change) === Math.sign(relativeDifference) ? change : base * relativeDifference
}

function rowsNote(mostRows: number, rows: number): string[] {
  return mostRows < rows ? [`Calls are long: both versions were compared with ${mostRows === 1 ? 'the first' : `the first ${mostRows}`} of ${rows} inputs.`] : []
}

/** Names what a side runs: equal for equal code and inputs, wherever they lie. */
async function versionOf({ bundle, rows, directory }: Side): Promise<string> {
  // Long texts are broken into lines, the folder's name among them.
  const text = (await readFile(bundle.path, 'utf8')).replaceAll('\\\n', '').replaceAll(pathToFileURL(directory).href, 'heatline:')
  const inputs = rows?.kind === 'recording' ? createHash('sha256').update(await readFile(rows.path)).digest('hex') : JSON.stringify(rows)
  return createHash('sha256').update(`${bundle.packageRoot}\0${inputs}\0${text}`).digest('hex')
}

const nothing = { relativeDifference: null, confidenceInterval: null, pValue: null, minimumDetectableEffect: null, pairs: 0, base: null, current: null } satisfies Partial<Difference>

/** A comparison that says nothing of times. */
function untold(request: VersionsRequest, end: Partial<Compared>): Compared {
  return {
    outcome: 'completed',
    message: null,
    deniedAction: null,
    ...differences(request, { ...nothing, verdict: 'inconclusive' }),
    sameAnswers: null,
    causes: [],
    seconds: 0,
    environment: environmentOf(request.node, '', []),
    warnings: [],
    ...end,
  }
}

function differences({ thresholds }: VersionsRequest, difference: Omit<Difference, 'threshold'>): Pick<Compared, 'time' | 'throughput' | 'memory'> {
  return {
    time: { ...difference, threshold: thresholds.time },
    throughput: { ...difference, threshold: thresholds.throughput },
    memory: { ...difference, threshold: thresholds.memory },
  }
}

/** The same program twice: not measured. */
function unchanged(request: VersionsRequest): Compared {
  return untold(request, { ...differences(request, { ...nothing, verdict: 'unchanged', relativeDifference: 0 }), sameAnswers: true, message: 'The same code with the same inputs: nothing was measured.' })
}

/** A base that is another text of the same workspace: a commit's files. */
export function sourceVersion(request: ProfileRequest, source: Pick<ProfileRequest, 'file' | 'text' | 'overlays' | 'hidden' | 'functionName'>, base: ComparisonBase, notes: readonly string[], signal: AbortSignal): BaseVersion {
  const { workload, functionName } = request
  // A call that the user wrote calls the function as it is named now.
  const then = workload.kind === 'call' ? { ...workload, expression: renameInCall(workload.expression, functionName, source.functionName) } : workload
  return { base, notes, open: async (directory) => await openVersion({ ...request, ...source, workload: then }, directory, signal) }
}
