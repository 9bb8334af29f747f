import { assertNever } from '../assertNever.ts'
import { describeRange } from '../tune/tuneRange.ts'
import type { Tuning, TuneDecision } from '../tune/tuning.ts'
import { countOf } from './describeRun.ts'
import { formatDifference } from './formatDifference.ts'

/** What a search found, a sentence: `CHUNK = 32 is better than 16: 18% [15, 21] less time`; how it ended where it did not complete. */
export function describeTuning({ constant: { name, value: present }, range, decision, function: fn, message, tried }: Pick<Tuning, 'constant' | 'range' | 'decision' | 'function' | 'message' | 'tried'>): string {
  if (decision === null) return message ?? 'It came to nothing.'
  const values = describeRange(range)
  switch (decision.kind) {
    case 'better': return `${name} = ${decision.value} is better than ${present}: ${lessTime(decision)}`
    case 'none': {
      const why = decision.seemed === null ? tried.every(({ kind }) => kind === 'excluded') && tried.length > 0 ? ': no other value that was tried gives the same answers' : '' : `: ${decision.seemed} seemed to be, until it was measured again`
      return `Nothing in ${values} is better than ${present}${why}`
    }
    case 'indifferent': return `No value in ${values} makes a difference: all ${countOf(tried.filter(({ kind }) => kind === 'measured').length, 'value')} that were measured take the same time as ${present}`
    case 'unused': return `No value makes a difference: what \`${fn.name}\` runs does not use \`${name}\``
    case 'unconfirmed': return `${name} = ${decision.value} seems to be better than ${present}, ${lessTime(decision)}, but the time budget ended before that could be confirmed: raise it`
    default: return assertNever(decision)
  }
}

function lessTime({ time: { relativeDifference, confidenceInterval } }: Extract<TuneDecision, { readonly kind: 'better' | 'unconfirmed' }>): string {
  return relativeDifference === null ? 'less time' : `${formatDifference(relativeDifference, confidenceInterval)} less time`
}
