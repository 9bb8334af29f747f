import type { SourceFunction } from '../source/sourceFunction.ts'
import { ownState } from './anyMarks.ts'
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

/** Is called on something: what it does with `this` says on what. */
export function onReceiver(call: CallShape): CallShape {
  return { ...call, receiver: { kind: 'any' } }
}

/**
 * A receiver of a type that only says what is on it gets the class's prototype, where the methods are: a made-up object would have made-up
 * methods in their place, the called one too.
 */
export function onPrototype(receiver: InputShape, className: string): InputShape {
  if (receiver.kind === 'union') return { ...receiver, members: receiver.members.map((member) => onPrototype(member, className)) }
  if (receiver.kind !== 'record') return receiver
  const state: InputShape = { ...receiver, properties: receiver.properties.filter(({ name, shape }) => name !== 'constructor' && shape.kind !== 'function') }
  return { kind: 'made', callee: 'Object.assign', isNew: false, arguments: [{ name: 'bare', shape: bareObject(className), isOptional: false }, { name: 'state', shape: state, isOptional: false }] }
}

/** Takes more than its parameters: what looks at `arguments` may have any number of them. */
export function withArguments(call: CallShape): CallShape {
  const more: ShapeProperty = { name: 'args', shape: { kind: 'any' }, isOptional: true, isRest: true }
  return { ...call, overloads: call.overloads.map((parameters) => (parameters.some(({ isRest }) => isRest === true) ? parameters : [...parameters.map((each) => ({ ...each, isOptional: false })), more])) }
}

function receiverOf(className: string, functions: readonly SourceFunction[]): InputShape {
  const constructor = functions.find((other) => other.reach.kind === 'constructor' && other.reach.className === className)
  const made: InputShape = { kind: 'made', callee: className, isNew: true, arguments: constructor === undefined ? [] : parametersOf(constructor) }
  if (constructor !== undefined) return made
  // A constructor that is a function, if there is one: what it does with its arguments is not known, and what the method needs may do.
  const maker = functions.find((other) => other.reach.kind === 'binding' && other.reach.expression === className)
  const bare = bareObject(className)
  const filled: InputShape = { kind: 'made', callee: 'Object.assign', isNew: false, arguments: [{ name: 'bare', shape: bare, isOptional: false }, { name: ownState, shape: { kind: 'any' }, isOptional: false }] }
  return maker === undefined ? made : { kind: 'union', members: [{ ...made, arguments: parametersOf(maker) }, filled] }
}

function bareObject(className: string): InputShape {
  return { kind: 'expression', text: `Object.create(${className}.prototype)` }
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
