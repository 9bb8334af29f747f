import { HeatlineError } from '../heatlineError.ts'
import type { CallExpression } from './callExpression.ts'
import { matchesPrivate, privateCall, wholeInsideClass } from './privateCall.ts'
import type { SourceFunction } from './sourceFunction.ts'
import { callText, expressionText, handOver, handOverWhole, inputsText, prepared } from './targetCallText.ts'
import type { TargetCall, TargetCallParts } from './targetCallText.ts'
import { matchTarget } from './targetMatch.ts'
import { isWithin } from './isWithin.ts'

/**
 * Writes the function that prepares a workload. Where the expression's outermost call looks like the target's, the code
 * compares the two functions when it runs: an equally named method of another class, or of a subclass, is not the
 * target, and then the whole expression is what is called.
 */
export function targetCall(parts: TargetCallParts): TargetCall {
  const { fn, call, prefix } = parts
  const outermost = call.outermost
  refuseUncalled(fn, call)
  const member = outermost?.member ?? null
  const privateNames = call.names.privateNames.filter((name) => outermost === null || !isWithin(name, outermost.callee) || (outermost.receiver !== null && isWithin(name, outermost.receiver)))
  const callsPrivate = member?.startsWith('.#') === true
  if (privateNames.length > 0 || (callsPrivate && (outermost === null || !matchesPrivate(fn, outermost)))) return wholeInsideClass(parts)

  const whole = handOverWhole(parts)
  if (outermost === null) return prepared(parts, [whole], [], false)
  if (callsPrivate) return privateCall(parts, outermost)
  const match = matchTarget(parts, outermost)
  if (match === null) return prepared(parts, [whole], [], false)

  const receiver = match.takesReceiver ? outermost.receiver : null
  const lines: string[] = []
  if (receiver !== null) lines.push(`const ${prefix}receiver = (${expressionText(parts, receiver)});`)
  if (match.check !== null) lines.push(`if (!(${match.check})) ${whole}`)
  const inputs = inputsText(parts, outermost, receiver)
  const callOf = (callee: string | null): string => `(${prefix}i) => (${callText(parts, outermost, receiver, callee)})`
  if (match.wrapped === null) {
    lines.push(handOver(parts, inputs, callOf(null), match.isExact))
  } else {
    // React's memo and forwardRef return objects that hold the function; any other wrapper is a function itself.
    const name = `${prefix}target`
    lines.push(
      `let ${name} = ${match.wrapped};`,
      `while (typeof ${name} === 'object' && ${name} !== null && '$$typeof' in ${name}) ${name} = ${name}.type ?? ${name}.render;`,
      `if (${name} !== ${match.wrapped}) ${handOver(parts, inputs, callOf(name), true)}`,
      handOver(parts, inputs, callOf(null), false),
    )
  }
  return prepared(parts, lines, [], true)
}

/** The name alone, `total` or `cart.total`, where a call was meant: it would be timed without a word. */
function refuseUncalled(fn: SourceFunction, call: CallExpression): void {
  const text = call.text.slice(call.expression.start, call.expression.end)
  if (fn.kind === 'getter' || fn.kind === 'setter') return
  const isTargetsMember = call.outermost?.form === 'get' && fn.reach.kind !== 'nested' && fn.name.endsWith(call.outermost.member ?? '\n')
  const isName = call.outermost === null && call.names.free.some((use) => use.start === call.expression.start && use.end === call.expression.end)
  if (isTargetsMember || isName) throw new HeatlineError(`\`${text}\` is not called. Write the call, like \`${text}(${fn.parameters.join(', ')})\`.`)
}
