import { LoopWatch } from './loopWatch.ts'
import { watchMarks } from './markWatch.ts'
import type { Marks } from './markWatch.ts'
import { watchSynchronousCalls } from './synchronousCallWatch.ts'
import type { SynchronousCalls } from './synchronousCallWatch.ts'

/** Watches what holds the thread, and the code's own marks. */
export interface BlockingWatch {
  readonly loop: LoopWatch
  /** What was called and marked since the last time. */
  take(): { readonly synchronousCalls: readonly SynchronousCalls[]; readonly marks: readonly Marks[] }
}

/** To be called before the user's code is loaded, and after the sandbox is installed. */
export function watchForBlocking(bundlePath: string): BlockingWatch {
  const loop = new LoopWatch()
  const synchronousCalls = watchSynchronousCalls(bundlePath)
  const marks = watchMarks(bundlePath)
  return { loop, take: () => ({ synchronousCalls: synchronousCalls.take(), marks: marks.take() }) }
}
