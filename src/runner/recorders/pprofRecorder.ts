import { importPprof } from '../../core/profile/importPprof.ts'
import type { PprofProfile } from '../../core/profile/importPprof.ts'
import type { Recorder } from './recorder.ts'

/** What the addon of @datadog/pprof 5 exports, as its own `time-profiler.js` uses it. */
interface PprofAddon {
  readonly TimeProfiler: new (options: Record<string, unknown>) => {
    start(): void
    stop(restart: boolean): PprofProfile
    v8ProfilerStuckEventLoopDetected(): number
    dispose(): void
  }
}

/**
 * Starts @datadog/pprof's time profiler from its binary alone: its JavaScript part looks for the binary on disk, which
 * Node's permission model denies.
 * @throws what `process.dlopen` throws where the binary does not fit this Node
 */
export function startPprofRecorder(addonPath: string, intervalUs: number): Recorder {
  const loaded = { exports: {} }
  process.dlopen(loaded, addonPath)
  const { TimeProfiler } = loaded.exports as PprofAddon
  const profiler = new TimeProfiler({
    intervalMicros: intervalUs,
    durationMillis: 60_000,
    lineNumbers: true,
    withContexts: false,
    workaroundV8Bug: true,
    collectCpuTime: false,
    collectAsyncId: false,
    useCPED: false,
    CPEDKey: undefined,
    isMainThread: true,
  })
  profiler.start()
  return {
    name: 'pprof',
    nextWindow() {
      const profile = profiler.stop(true)
      if (profiler.v8ProfilerStuckEventLoopDetected() > 0) {
        // V8's sampling thread can get stuck on a restart and then gives empty profiles.
        profiler.stop(false)
        profiler.start()
      }
      return importPprof(profile)
    },
    stop() {
      profiler.stop(false)
      profiler.dispose()
    },
  }
}
