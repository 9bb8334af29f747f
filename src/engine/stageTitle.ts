import { assertNever } from '../core/assertNever.ts'
import type { Stage } from './profileFunction.ts'

/** What a run is doing, for people. */
export function stageTitle(stage: Stage): string {
  switch (stage) {
    case 'waiting':
      return 'Waiting for another profile on this machine'
    case 'bundling':
      return 'Bundling'
    case 'loading':
      return 'Loading the code'
    case 'samplingLines':
      return 'Sampling hot lines'
    case 'samplingCallers':
      return 'Sampling callers'
    case 'timing':
      return 'Timing'
    case 'collecting':
      return 'Collecting'
    case 'runningTests':
      return 'Running tests to record their calls'
    case 'replaying':
      return 'Replaying recorded calls'
    case 'readingTypes':
      return 'Reading types'
    case 'tryingInputs':
      return 'Trying inputs'
    case 'recording':
      return 'Recording in time order'
    case 'profilingTests':
      return 'Running the tests'
    case 'runningProgram':
      return 'Running'
    case 'sizing':
      return 'Looking for the largest size'
    case 'scaling':
      return 'Timing each size'
    case 'readingBase':
      return 'Reading the baseline'
    case 'answering':
      return 'Comparing answers'
    case 'pairing':
      return 'Measuring both versions in turn'
    case 'explaining':
      return 'Looking for what changed'
    case 'tuning':
      return 'Trying values'
    case 'testingCopy':
      return 'Running tests on a copy'
    default:
      return assertNever(stage)
  }
}
