import type { CallShape, InputShape, ShapeProperty } from './inputShape.ts'
import type { SeenUse } from './seenUse.ts'

/** What stands for a value of which nothing is said, in the scope of a row: `heatlineProbe(3)`. */
export const probeName = 'heatlineProbe'

/** A place in a call's shapes where a value is made of which types say nothing. */
export interface AnyMark {
  /** What the value is called: its parameter or property. */
  readonly name: string
  /** What the type does say: it is an object, or a function. */
  readonly says: 'nothing' | 'object' | 'function'
  /** Where it lies: the parameter's index (`this` for what a method is called on), then names of properties and `[]` for elements. */
  readonly path: readonly string[]
}

/** A call's shapes with numbered places. */
export interface MarkedCall {
  /** Each place an expression that names its number. */
  readonly call: CallShape
  readonly marks: readonly AnyMark[]
}

/** What an object is given beside its prototype, as a parameter of what makes it. */
export const ownState = 'ownState'

/** Places that are told apart: beyond, one is as good as another. */
const mostMarks = 12

/** Whether the values that a call needs, or what it gives, must be found out by other means than types. */
export function saysLittle(call: CallShape): boolean {
  return markAny(call).marks.length > 0 || (saysNothing(call.returns) !== null && call.overloads.some((parameters) => parameters.length > 0))
}

type Replace = (shape: InputShape, name: string, path: readonly string[]) => InputShape | null

/** Numbers the places of a call where types say nothing. */
export function markAny(call: CallShape): MarkedCall {
  const marks: AnyMark[] = []
  const marked = replaceIn(call, (shape, name, path) => {
    const says = saysNothing(shape)
    if (says === null || marks.length >= mostMarks) return null
    marks.push({ name, says, path })
    return { kind: 'expression', text: `${probeName}(${marks.length - 1})` }
  })
  return { call: marked, marks }
}

/** Puts shapes at the numbered places; what is null stays as it was. */
export function fillMarks(call: CallShape, shapes: readonly (InputShape | null)[]): CallShape {
  let next = 0
  return replaceIn(call, (shape) => {
    if (saysNothing(shape) === null || next >= mostMarks) return null
    return shapes[next++] ?? shape
  })
}

/** How little a shape says, or null where it says something. */
export function saysNothing(shape: InputShape): AnyMark['says'] | null {
  if (shape.kind === 'any') return 'nothing'
  if (shape.kind === 'object' || (shape.kind === 'builtIn' && shape.name === 'Object')) return 'object'
  if (shape.kind === 'builtIn' && shape.name === 'Function') return 'function'
  return null
}

function replaceIn(call: CallShape, replace: Replace): CallShape {
  return {
    overloads: call.overloads.map((parameters) => parameters.map((each, index) => ({ ...each, shape: within(each.shape, each.name, [String(index)], replace) }))),
    receiver: call.receiver === null ? null : within(call.receiver, 'receiver', ['this'], replace),
    returns: call.returns,
  }
}

function within(shape: InputShape, name: string, path: readonly string[], replace: Replace): InputShape {
  const replaced = replace(shape, name, path)
  if (replaced !== null) return replaced
  const inner = (each: InputShape, ...more: readonly string[]): InputShape => within(each, name, [...path, ...more], replace)
  const properties = (all: readonly ShapeProperty[]): readonly ShapeProperty[] => all.map((each) => ({ ...each, shape: within(each.shape, each.name, [...path, each.name], replace) }))
  switch (shape.kind) {
    case 'union': return { ...shape, members: shape.members.map((member) => inner(member)) }
    case 'array': return { ...shape, element: inner(shape.element, '[]') }
    case 'tuple': return { ...shape, elements: shape.elements.map((element) => inner(element, '[]')), rest: shape.rest === null ? null : inner(shape.rest, '[]') }
    case 'record': return { ...shape, properties: properties(shape.properties), rest: shape.rest === null ? null : inner(shape.rest, '*') }
    case 'builtIn': return { ...shape, arguments: shape.arguments.map((argument) => inner(argument, '[]')) }
    // What a callback is given is the code's to say; what it gives is ours.
    case 'function': return { ...shape, returns: inner(shape.returns, '()') }
    case 'made': return { ...shape, arguments: properties(shape.arguments) }
    default: return shape
  }
}

/** What is known of a mark by the uses of the parameters and of `this`. */
export function useAt({ path }: AnyMark, parameters: readonly SeenUse[], receiver: SeenUse | null): SeenUse | null {
  const [first = '', ...rest] = path
  if (first === 'this') return rest.length === 0 || rest[0] === ownState ? receiver : null
  let use: SeenUse | null = parameters[Number(first)] ?? null
  for (const step of rest) {
    if (use === null) return null
    use = step === '[]' ? use.element : step === '()' ? use.call?.result ?? null : Object.hasOwn(use.members, step) ? use.members[step] ?? null : null
  }
  return use
}
