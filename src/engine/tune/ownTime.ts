import type { RecordingEvents } from '../recordTimeline.ts'

/** A clock that stands while something else is measured on this machine, and the events that it is told by. */
export interface OwnTime {
  readonly events: RecordingEvents
  /** Milliseconds since it was started. */
  readonly elapsedMs: () => number
}

/** Starts one: what others measure must not use up a budget. */
export function startOwnTime(events: RecordingEvents, now = (): number => performance.now()): OwnTime {
  const started = now()
  let waitedMs = 0
  let waitingSince: number | null = null
  const waiting = (): number => (waitingSince === null ? 0 : now() - waitingSince)
  return {
    events: {
      ...events,
      onStage: (stage, detail) => {
        if (stage === 'waiting') waitingSince ??= now()
        else {
          waitedMs += waiting()
          waitingSince = null
        }
        events.onStage(stage, detail)
      },
    },
    elapsedMs: () => now() - started - waitedMs - waiting(),
  }
}
