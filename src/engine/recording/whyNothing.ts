import type { ProgramEnd } from '../child/runProgram.ts'
import type { ReadRecording } from './readRecording.ts'

/** Lines of a runner's output that say what went wrong. */
const telling = /error\b|no tests? (?:files )?found|cannot find|not found|failed|refused|timed? ?out|ECONN\w+|ENOENT/i

/** Why a test run left no call that can be replayed, a sentence. @param names the test files, relative */
export function whyNothing(name: string, names: readonly string[], { wasLoaded, problem, unkept, calls }: ReadRecording, end: Exclude<ProgramEnd, { readonly kind: 'cancelled' }>): string {
  const files = names.join(', ')
  const [worst] = unkept
  if (worst !== undefined) {
    const made = calls === 1 ? 'The call that' : `The ${calls} calls that`
    return `${made} ${files} makes of \`${name}\` cannot be replayed: ${calls === 1 ? 'its' : 'their'} inputs hold ${worst.reason}.`
  }
  if (problem !== null) return `The calls of \`${name}\` cannot be recorded. ${problem}`
  if (end.kind === 'timedOut') return `${files} did not end within ${end.limitMs / 1000} s, and did not call \`${name}\` until then.`
  if (end.code !== 0) {
    const line = end.tail.split('\n').map((each) => each.trim()).find((each) => telling.test(each))
    return `${files} failed before it called \`${name}\`${line === undefined ? '.' : `: ${line.slice(0, 200)}`}`
  }
  if (!wasLoaded) return `${files} ran without loading the module of \`${name}\`: it is mocked, or reached in another way.`
  return `${files} ran without calling \`${name}\`.`
}
