import { countOf } from '../../core/presentation/describeRun.ts'
import { formatShare } from '../../core/presentation/formatShare.ts'
import { isOwnFile } from '../../core/profile/packageOf.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import type { AttributedThread } from './attributeRecording.ts'
import type { MissedThreads } from './missedThreads.ts'

/** A share that is worth a word. */
const noticeable = 0.02
const mostNames = 3

/**
 * What a user must know about a program's lines, in sentences.
 * @param missed command lines of Node processes that were seen without the preload
 * @param unrecorded see there
 */
export function programWarnings(attributed: readonly AttributedThread[], missed: readonly string[], unrecorded: MissedThreads, root: string): readonly string[] {
  if (attributed.length === 0 && missed.length === 0 && isEmpty(unrecorded)) {
    return ['No Node process took part: the command starts none, they ended at once, or it clears NODE_OPTIONS, by which Heatline reaches them.']
  }
  const warnings: string[] = []
  const samples = attributed.reduce((sum, { thread }) => sum + thread.attribution.stackSamples, 0)
  const joined = [...new Set(attributed.flatMap(({ joinedFiles }) => joinedFiles))].filter(isOwnFile).map((file) => relativeFile(root, file))
  if (joined.length > 0) {
    warnings.push(`What runs of ${namesOf(joined)} stands on one line, as tsx and minifiers write it: V8 tells no lines of it apart, so its functions are shown without lines. Node 22.18 and later run TypeScript by themselves, line by line.`)
  }
  const unnamed = attributed.reduce((sum, { unnamedSamples }) => sum + unnamedSamples, 0)
  if (samples > 0 && unnamed / samples > noticeable) {
    warnings.push(`${formatShare(unnamed / samples)} of the samples are in functions that V8 built into others and does not name before Node 26; they are shown as their callers' time, without a line.`)
  }
  if (missed.length > 0) {
    warnings.unshift(`${countOf(missed.length, 'Node process', 'Node processes')} took no part, as ${missed.length === 1 ? 'it was' : 'they were'} started without NODE_OPTIONS, by which Heatline reaches them: ${namesOf(missed)}.`)
  }
  warnings.unshift(...threadWarnings(unrecorded))
  const cut = attributed.filter(({ thread }) => thread.wasCut).length
  if (cut > 0) warnings.push(`${countOf(cut, 'thread')} ended without saying so, or went on: what ${cut === 1 ? 'it' : 'they'} did since the last time that samples were written is missing.`)
  return warnings
}

function threadWarnings({ unreached, late, endedEarly }: MissedThreads): readonly string[] {
  return [
    ...(unreached.length === 0 ? [] : [`${countOf(unreached.length, 'thread')} ran without being recorded, as ${of(unreached)} process did not answer meanwhile: ${namesOf(unreached)}. A main thread that waits in a call such as \`execSync\` answers nobody.`]),
    ...(late.length === 0 ? [] : [`${countOf(late.length, 'thread')} ran before ${late.length === 1 ? 'it was' : 'they were'} recorded, as ${of(late)} process did not answer at first: what ${late.length === 1 ? 'it' : 'they'} did until then is missing: ${namesOf(late)}.`]),
    ...(endedEarly.length === 0 ? [] : [`${countOf(endedEarly.length, 'thread')} ended, or ${endedEarly.length === 1 ? 'was' : 'were'} killed, before samples of ${endedEarly.length === 1 ? 'it' : 'them'} were written: ${namesOf(endedEarly)}.`]),
  ]
}

function of(names: readonly string[]): string {
  return names.length === 1 ? 'its' : 'their'
}

function isEmpty({ unreached, late, endedEarly }: MissedThreads): boolean {
  return unreached.length + late.length + endedEarly.length === 0
}

function namesOf(names: readonly string[]): string {
  return `${names.slice(0, mostNames).join(', ')}${names.length > mostNames ? ` and ${names.length - mostNames} more` : ''}`
}
