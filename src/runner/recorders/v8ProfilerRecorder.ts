import { importV8Profiler } from '../../core/profile/importV8Profiler.ts'
import type { V8ProfilerProfile } from '../../core/profile/importV8Profiler.ts'
import type { Recorder } from './recorder.ts'

/** What the addon of v8-profiler-next 1.10 exports, as its own `dispatch.js` uses it. */
interface V8ProfilerAddon {
  setup(options: { debug: boolean; thread_id: number }, check: () => { greater_than_12_15_0: boolean }): void
  readonly cpu: {
    setGenerateType(type: 0 | 1): void
    setSamplingInterval(intervalUs: number): void
    startProfiling(name: string, recordSamples: boolean, mode: 0 | 1): void
    stopProfiling(name: string): V8ProfilerProfile & { delete?(): void }
  }
}

/** Nodes as a flat list instead of a tree. */
const flat = 1

/**
 * Starts v8-profiler-next from its binary alone: its JavaScript part looks for the binary on disk, which Node's
 * permission model denies.
 * @throws what `process.dlopen` throws where the binary does not fit this Node
 */
export function startV8ProfilerRecorder(addonPath: string, intervalUs: number): Recorder {
  const loaded = { exports: {} }
  process.dlopen(loaded, addonPath)
  const addon = loaded.exports as V8ProfilerAddon
  addon.setup({ debug: false, thread_id: 0 }, () => ({ greater_than_12_15_0: true }))
  addon.cpu.setGenerateType(flat)
  addon.cpu.setSamplingInterval(intervalUs)
  let window = 0
  open()
  return {
    name: 'v8-profiler-next',
    nextWindow() {
      const ended = window
      // The next one starts first: with none left V8 forgets where the code lies.
      open()
      const profile = addon.cpu.stopProfiling(`heatline ${ended}`)
      const imported = importV8Profiler(profile)
      profile.delete?.()
      return imported
    },
    stop() {
      addon.cpu.stopProfiling(`heatline ${window}`).delete?.()
    },
  }

  function open(): void {
    addon.cpu.startProfiling(`heatline ${++window}`, true, 0)
  }
}
