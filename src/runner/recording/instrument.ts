import { readFileSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { recordedTarget } from '../../core/source/recordedTarget.ts'
import { recorderExpression } from '../../core/source/recorderExpression.ts'
import { registration } from '../../core/source/registeredNames.ts'
import type { RecordedText, RecordingPlan } from '../../protocol/recordingLog.ts'
import { openLog } from './recordingLog.ts'

/** Instruments the modules of the workspace. */
export interface Instrument {
  /** The module's text, before or after it was compiled, with what records; null where it stays as it is. */
  readonly transform: (file: string, text: string) => string | null
  /** Is it the module of the function? */
  readonly isTarget: (file: string) => boolean
  /** Differs where what is made of the same text may differ. */
  readonly version: string
}

/** Modules that a bundler or a compiler has made are too long for a person to have written. */
const longestText = 1_000_000

export function makeInstrument(plan: RecordingPlan): Instrument {
  const log = openLog(plan.logFolder)
  const recorder = recorderExpression(plan.recorderPath)
  /** Stands in every text that was instrumented. */
  const mark = JSON.stringify(plan.recorderPath)
  const realPaths = new Map<string, string>()
  const real = (file: string): string => {
    const known = realPaths.get(file)
    if (known !== undefined) return known
    let found = file
    try {
      found = realpathSync.native(file)
    } catch {
      // Made up by a plugin.
    }
    realPaths.set(file, found)
    return found
  }
  const isUsers = (file: string): boolean => {
    const relative = path.relative(plan.root, file)
    return !relative.startsWith('..') && !path.isAbsolute(relative) && !relative.split(path.sep).includes('node_modules')
  }
  const wrapTarget = (file: string, text: string): string => {
    const { source, text: made } = JSON.parse(readFileSync(plan.targetPath, 'utf8')) as RecordedText
    if (text === source) return made
    try {
      const wrapped = loadWriter()(text, { file, recorder, functionName: plan.functionName })
      if ('text' in wrapped) return wrapped.text
      log({ kind: 'problem', message: wrapped.problem })
    } catch {
      log({ kind: 'problem', message: `${file} could not be instrumented.` })
    }
    return text
  }
  return {
    version: __filename,
    isTarget: (file) => real(file) === plan.file,
    transform(named, text) {
      const file = real(named)
      if (!isUsers(file) || text.length > longestText || text.includes(mark)) return null
      const wrapped = file === plan.file ? wrapTarget(file, text) : text
      const made = wrapped + registration(text, file, recorder)
      return made === text ? null : made
    },
  }
}

let writer: typeof recordedTarget | null = null

/** With the parser, which takes longer to load than many a test to run. */
function loadWriter(): typeof recordedTarget {
  writer ??= (createRequire(__filename)('./targetWriter.cjs') as { readonly recordedTarget: typeof recordedTarget }).recordedTarget
  return writer
}
