import type { Recorder } from './recorder.ts'

/**
 * Puts samples right that V8 books on the caller's caller, those in built-in code without a stack frame: see
 * `native/framelessCalls.c`. Where its addon does not load, samples stay as V8 takes them.
 * @param recorder one that has started
 * @param addonPath absolute; null where there is none for this platform
 */
export function withFramelessCalls(recorder: Recorder, addonPath: string | null): Recorder {
  const install = addonPath === null ? null : load(addonPath)
  if (install === null || !install()) return recorder
  return {
    ...recorder,
    nextWindow() {
      const profile = recorder.nextWindow()
      // V8 puts its own handler back where the recorder had to start it again.
      install()
      return profile
    },
  }
}

function load(addonPath: string): (() => boolean) | null {
  const loaded: { exports: unknown } = { exports: {} }
  try {
    process.dlopen(loaded, addonPath)
  } catch {
    return null
  }
  return loaded.exports as () => boolean
}
