import { realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { recordedModule } from '../../core/source/recordedModule.ts'
import type { RecordingPlan } from '../../protocol/recordingLog.ts'
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

/** Stands in every text that was instrumented. */
const mark = 'heatline$recorder'

/** Modules that a bundler or a compiler has made are too long for a person to have written. */
const longestText = 1_000_000

export function makeInstrument(plan: RecordingPlan): Instrument {
  const log = openLog(plan.logFolder)
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
  const quoted = JSON.stringify(plan.recorderPath)
  // Wherever the module runs, in a worker or a realm of its own: there is one recorder in each process.
  const recorder = `globalThis.process.getBuiltinModule('node:module').createRequire(${quoted})(${quoted})`
  return {
    version: __filename,
    isTarget: (file) => real(file) === plan.file,
    transform(named, text) {
      const file = real(named)
      if (!isUsers(file) || text.length > longestText || text.includes(mark)) return null
      const isTarget = file === plan.file
      try {
        const made = loadWriter()(text, { file, recorder, functionName: isTarget ? plan.functionName : null })
        if (made.problem !== null && isTarget) log({ kind: 'problem', message: made.problem })
        return made.text === text ? null : made.text
      } catch {
        // A module that cannot be instrumented runs as it is.
        if (isTarget) log({ kind: 'problem', message: `${file} could not be instrumented.` })
        return null
      }
    },
  }
}

let writer: typeof recordedModule | null = null

/** With the parser, which takes 10 ms to load. */
function loadWriter(): typeof recordedModule {
  writer ??= (createRequire(__filename)('./moduleWriter.cjs') as { readonly recordedModule: typeof recordedModule }).recordedModule
  return writer
}
