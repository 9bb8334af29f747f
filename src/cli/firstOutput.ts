import { countOf } from '../core/presentation/describeRun.ts'

/** What the profiled code prints, call after call: its beginning, and how much more there was. */
export interface FirstOutput {
  /** The part of a piece of output that is to be shown; may be empty. */
  take(text: string): string
  /** What was left out, in words; null where nothing was. */
  rest(): string | null
}

const mostLines = 20
const mostCharacters = 4000

/** Thousands of calls print the same thousands of times: the report must not scroll away. */
export function firstOutput(): FirstOutput {
  let lines = 0
  let characters = 0
  let leftOut = 0
  return {
    take(text) {
      let end = 0
      while (lines < mostLines && characters < mostCharacters && end < text.length) {
        const lineEnd = text.indexOf('\n', end) + 1 || text.length
        const taken = Math.min(lineEnd, end + mostCharacters - characters)
        if (text[taken - 1] === '\n') lines++
        characters += taken - end
        end = taken
      }
      leftOut += text.slice(end).split('\n').length - 1
      return text.slice(0, end)
    },
    rest() {
      return leftOut === 0 ? null : `(${countOf(leftOut, 'more line')} of output)`
    },
  }
}
