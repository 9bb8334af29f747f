import type { RecorderName, StackProfile } from '../../core/profile/stackProfile.ts'

/** Takes stack samples of this process, in windows that follow one another. */
export interface Recorder {
  readonly name: RecorderName
  /** Ends the window that began with the recorder or with the call before, and begins the next. */
  nextWindow(): StackProfile
  /** Stops sampling; the open window's samples are dropped. */
  stop(): void
}
