import { Session } from 'node:inspector'
import type { Profiler } from 'node:inspector'
import { fileURLToPath } from 'node:url'
import type { FunctionCounts } from '../../core/evidence/lineCounts.ts'
import { HeatlineError } from '../../core/heatlineError.ts'

/** Counts how often each block of the bundle runs. */
export interface BlockCounter {
  /** What ran since the last time. */
  take(): readonly FunctionCounts[]
}

/**
 * V8's precise coverage. What V8 inlines when it optimises it does not count: the process must run with `--no-opt --no-maglev`.
 * @throws HeatlineError where the permission model denies the inspector
 */
export function startBlockCounter(bundlePath: string): BlockCounter {
  const session = new Session()
  try {
    session.connect()
  } catch {
    throw new HeatlineError(`Node ${process.versions.node} denies its inspector to code in the sandbox. Use Node 24.12 or later, or write the call yourself: it then runs as written.`)
  }
  // A session in the same thread answers before `post` returns.
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  return {
    take() {
      let result: readonly Profiler.ScriptCoverage[] = []
      session.post('Profiler.takePreciseCoverage', (error, coverage) => {
        if (error !== null) throw error
        result = coverage.result
      })
      return result.filter(({ url }) => pathOf(url) === bundlePath)
        .flatMap(({ functions }) => functions.map(({ ranges }) => ranges.map(({ startOffset, endOffset, count }) => [startOffset, endOffset, count] as const)))
    },
  }
}

/** Modules have URLs, what is required has paths. */
function pathOf(url: string): string {
  return url.startsWith('file:') ? fileURLToPath(url) : url
}
