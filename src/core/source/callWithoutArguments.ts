import { assertNever } from '../assertNever.ts'
import { memberKey } from './targetCallText.ts'
import type { SourceFunction } from './sourceFunction.ts'

/**
 * The call that Heatline makes up for a function that needs nothing: `total()`, `new Cart().total()`, `new Cart()`,
 * `new Cart().size`, `default()`. Null when the function, or what makes its receiver, needs something.
 */
export function callWithoutArguments(fn: SourceFunction): string | null {
  return fn.requiredParameters > 0 || fn.kind === 'setter' ? null : writeCall(fn, [], [])
}

/**
 * A call to start from, with parameters where values belong: `total(orders, tax)`, `new Cart(items).size = value`. Null
 * when there is no call from outside.
 */
export function callToFillIn(fn: SourceFunction, functions: readonly SourceFunction[]): string | null {
  const { reach } = fn
  const constructor = functions.find((other) => reach.kind === 'instance' && other.reach.kind === 'constructor' && other.reach.className === reach.className)
  const forReceiver = constructor === undefined ? [] : constructor.parameters.slice(0, constructor.requiredParameters)
  return writeCall(fn, fn.parameters, forReceiver, true)
}

/** The call with given arguments, and arguments for what makes its receiver. Null when there is no call from outside. */
export function callWith(fn: SourceFunction, args: readonly string[], forReceiver: readonly string[]): string | null {
  return writeCall(fn, args, forReceiver, true)
}

function writeCall(fn: SourceFunction, args: readonly string[], forReceiver: readonly string[], unknownToo = false): string | null {
  const { reach, kind } = fn
  switch (reach.kind) {
    case 'binding':
      return apply(reach.expression)
    case 'default':
      return apply('default')
    case 'constructor':
      return `new ${reach.className}(${args.join(', ')})`
    case 'instance':
      if (!unknownToo && reach.constructorRequires !== 0) return null
      return apply(`new ${reach.className}(${forReceiver.join(', ')})${memberKey(reach.member)}`)
    case 'nested':
      return null
    default:
      return assertNever(reach)
  }

  function apply(callee: string): string {
    if (kind === 'getter') return callee
    return kind === 'setter' ? `${callee} = ${args[0] ?? 'value'}` : `${callee}(${args.join(', ')})`
  }
}
