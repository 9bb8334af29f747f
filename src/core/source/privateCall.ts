import { HeatlineError } from '../heatlineError.ts'
import type { OutermostCall } from './callExpression.ts'
import { insideClass } from './moduleRewrites.ts'
import type { Reach, SourceFunction } from './sourceFunction.ts'
import { expressionText, handOver, inputsText, lastMemberAt, memberKey, prepared } from './targetCallText.ts'
import type { TargetCall, TargetCallParts } from './targetCallText.ts'
import { formFits } from './targetMatch.ts'

/** Whether the outermost call is one of the target, which is private. */
export function matchesPrivate({ reach, kind }: SourceFunction, outermost: OutermostCall): boolean {
  if (reach.kind !== 'instance' && reach.kind !== 'binding') return false
  if (reach.insideClass === undefined || outermost.form === 'template' || outermost.form === 'new') return false
  const member = reach.kind === 'instance' ? memberKey(reach.member) : reach.expression.slice(lastMemberAt(reach.expression) ?? 0)
  return member === outermost.member && formFits(kind, outermost)
}

/**
 * A call of a private member. Only its class can name it, so the class hands the function out; it is then called from
 * the harness's own lines. An accessor has no function to hand out: the class itself reads or assigns.
 */
export function privateCall(parts: TargetCallParts, outermost: OutermostCall): TargetCall {
  const { fn, prefix } = parts
  const offset = classEnd(fn.reach)
  const member = outermost.member ?? ''
  const receiver = outermost.receiver
  if (offset === null || receiver === null) return wholeInsideClass(parts)
  const isStatic = fn.reach.kind === 'binding'
  const object = isStatic ? expressionText(parts, receiver) : `${prefix}i[0]`
  const first = isStatic ? 0 : 1
  const values = outermost.operands.map((operand, index) => `${operand.isSpread ? '...' : ''}${prefix}i[${first + index}]`)
  const made = isStatic ? inputsText(parts, outermost, null) : inputsText(parts, outermost, receiver)
  const start = isStatic ? [] : [`const ${prefix}receiver = (${expressionText(parts, receiver)});`]
  const read = `${prefix}member`
  const [inClass, before, called] = fn.kind === 'getter'
    ? [`${read}=(o)=>o${member}`, [], `${read}(${object})`]
    : fn.kind === 'setter'
      ? [`${read}=(o,v)=>{o${member}=v}`, [], `${read}(${[object, ...values].join(', ')})`]
      : [`${read}=(o)=>o${member}`, [`const ${prefix}target = ${read}(${isStatic ? object : `${prefix}receiver`});`], `${prefix}target.call(${[object, ...values].join(', ')})`]
  const lines = [...start, ...before, handOver(parts, made, `(${prefix}i) => ${called}`, true)]
  const target = prepared(parts, lines, [insideClass(offset, inClass)], true)
  return { ...target, code: `var ${read};\n${target.code}` }
}

/** An expression that uses private names in other ways runs in the class as a whole. */
export function wholeInsideClass(parts: TargetCallParts): TargetCall {
  const { fn, call, prefix, modules } = parts
  const offset = classEnd(fn.reach)
  const [name] = call.names.privateNames
  const written = name === undefined ? '#' : call.text.slice(name.start, name.end)
  if (offset === null) throw new HeatlineError(`The call uses \`${written}\`, which only code inside its class can. Call a method of the class that uses it.`)
  const whole = expressionText(parts, call.expression)
  if (/[\r\n\u2028\u2029]/.test(whole)) throw new HeatlineError(`The call uses \`${written}\` and so runs inside the class: write it on one line.`)
  const hold = `${prefix}whole`
  const rewrite = insideClass(offset, `${modules}${hold}=${call.names.awaits ? 'async ' : ''}()=>(${whole})`)
  const target = prepared(parts, [`return { inputs: [], call: ${hold}, targetIsOutermost: false };`], [rewrite], false)
  return { ...target, code: `var ${hold};\n${target.code}` }
}

function classEnd(reach: Reach): number | null {
  return (reach.kind === 'instance' || reach.kind === 'binding') ? reach.insideClass ?? null : null
}
