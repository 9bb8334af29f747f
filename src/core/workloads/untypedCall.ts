import type { SourceFunction } from '../source/sourceFunction.ts'
import type { CallShape, InputShape, ShapeProperty } from './inputShape.ts'

/** What a function is called with where no types are: as its parameters are written, `{ a, b }` or `...rest`. */
export function untypedCall(fn: SourceFunction, functions: readonly SourceFunction[]): CallShape {
  const { reach } = fn
  return {
    overloads: [parametersOf(fn)],
    receiver: reach.kind === 'instance' ? receiverOf(reach.className, functions) : null,
    returns: { kind: 'any' },
  }
}

/** Takes more than its parameters: what looks at `arguments` may have any number of them. */
export function withArguments(call: CallShape): CallShape {
  const more: ShapeProperty = { name: 'args', shape: { kind: 'any' }, isOptional: true, isRest: true }
  return { ...call, overloads: call.overloads.map((parameters) => (parameters.some(({ isRest }) => isRest === true) ? parameters : [...parameters.map((each) => ({ ...each, isOptional: false })), more])) }
}

function receiverOf(className: string, functions: readonly SourceFunction[]): InputShape {
  const constructor = functions.find((other) => other.reach.kind === 'constructor' && other.reach.className === className)
  return { kind: 'made', callee: className, isNew: true, arguments: constructor === undefined ? [] : parametersOf(constructor) }
}

function parametersOf({ parameters, requiredParameters }: SourceFunction): readonly ShapeProperty[] {
  return parameters.map((text, index): ShapeProperty => {
    const isOptional = index >= requiredParameters
    if (text.startsWith('...')) return { name: text.slice(3), shape: { kind: 'any' }, isOptional: true, isRest: true }
    if (text.startsWith('{')) return { name: 'options', shape: recordOf(text), isOptional }
    if (text.startsWith('[')) return { name: 'list', shape: { kind: 'array', element: { kind: 'any' } }, isOptional }
    return { name: text, shape: { kind: 'any' }, isOptional }
  })
}

function recordOf(pattern: string): InputShape {
  const names = pattern.slice(1, -1).split(',').map((part) => /^\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)/u.exec(part)?.[1]).filter((name) => name !== undefined)
  return { kind: 'record', properties: names.map((name) => ({ name, shape: { kind: 'any' }, isOptional: false })), rest: null }
}
