import type { BuiltInName, InputShape, ShapeProperty } from './inputShape.ts'
import { builtInNames } from './inputShape.ts'
import { isMemberOf, kindsOfMembers, ownMembers } from './memberKinds.ts'
import type { MemberKind } from './memberKinds.ts'
import { messagesNamed } from './messagesNamed.ts'
import { isSeen } from './seenUse.ts'
import type { SeenCall, SeenFunction, SeenResult, SeenUse } from './seenUse.ts'

const any: InputShape = { kind: 'any' }

/** Values within values that are looked at. */
const mostDepth = 6

const builtIn = new Map<string, BuiltInName>(builtInNames.map((name) => [name, name]))

/**
 * The shapes of plain values that could stand where something was used so, likeliest first and each once. Empty where
 * nothing was seen.
 */
export function shapesOfUse(use: SeenUse, depth = 0): readonly InputShape[] {
  if (depth >= mostDepth) return []
  const shapes: InputShape[] = []
  const add = (shape: InputShape | null): void => {
    if (shape !== null && !shapes.some((other) => JSON.stringify(other) === JSON.stringify(shape))) shapes.push(shape)
  }
  const through = use.members['call']?.call ?? use.members['apply']?.call ?? null
  const call = use.call ?? (through === null ? null : { count: 2, functions: [], result: through.result })
  if (call !== null) add(functionOf(call, depth))
  if (use.isConstructed && call === null) add({ kind: 'expression', text: 'Array' })
  const members = Object.keys(use.members)
  const own = ownMembers(members).filter((name) => call === null || !['call', 'apply', 'bind', 'length', 'name'].includes(name))
  const kinds = own.length === 0 ? [] : kindsOfMembers(own)
  const holds = use.element !== null || use.isIterated
  if (kinds.length > 0) for (const kind of holds ? kinds.toSorted((a, b) => Number(b === 'array') - Number(a === 'array')) : kinds) add(ofKind(kind, use, depth))
  else if (own.length > 0) {
    // Most of its members are an array's: what else was looked for is not there in most arrays either.
    const ofArray = own.filter((name) => isMemberOf(name, 'array'))
    if (use.as === 'array' && (holds || ofArray.length > 0)) add(ofKind('array', use, depth))
    add(recordOf(use, own, depth))
    if (holds || ofArray.includes('length')) add(ofKind('array', use, depth))
    for (const kind of ['string', 'Date', 'Map', 'Set', 'RegExp', 'Promise'] as const) if (own.filter((name) => isMemberOf(name, kind)).length * 2 > own.length) add(ofKind(kind, use, depth))
  } else if (holds) {
    add(ofKind('array', use, depth))
    if (use.element === null || !isSeen(use.element)) add({ kind: 'string' })
    else if (use.isIterated) add({ kind: 'builtIn', name: 'Set', arguments: [elementOf(use, depth)] })
  }
  for (const literal of use.literals.length > 0 ? [literalsOf(use)] : []) add(literal)
  if (own.length === 0 && call === null && !holds) {
    if (use.coerced.includes('number')) add({ kind: 'number' })
    if (use.coerced.includes('string')) add({ kind: 'string' })
    if (use.coerced.includes('default')) {
      add({ kind: 'number' })
      add({ kind: 'string' })
    }
    if (use.isListed || use.isKeyed) {
      add({ kind: 'record', properties: [], rest: any })
      if (use.isKeyed) add({ kind: 'array', element: any })
    }
  }
  for (const kind of use.kinds) add(ofName(kind, use, depth))
  return shapes
}

/** What stands for a value that a probe stood for and nothing was done with: what the probe was is all that can have mattered. */
export function shapeOfForm(use: SeenUse): InputShape | null {
  switch (use.as) {
    case 'array': return { kind: 'array', element: any }
    case 'function': return { kind: 'function', parameters: parameters(2, []), returns: any }
    case 'object': return { kind: 'record', properties: [], rest: any }
    default: return null
  }
}

/** The likeliest shape, else `any`. */
function shapeOf(use: SeenUse, depth: number): InputShape {
  return shapesOfUse(use, depth)[0] ?? any
}

function elementOf(use: SeenUse, depth: number): InputShape {
  return use.element === null ? any : shapeOf(use.element, depth + 1)
}

function ofKind(kind: MemberKind, use: SeenUse, depth: number): InputShape {
  switch (kind) {
    case 'array': return { kind: 'array', element: elementOf(use, depth) }
    case 'string':
    case 'number': return { kind }
    case 'Map': return { kind: 'builtIn', name: 'Map', arguments: [any, use.members['get']?.call == null ? any : shapeOf(use.members['get'].call.result, depth + 1)] }
    case 'Set': return { kind: 'builtIn', name: 'Set', arguments: [any] }
    case 'Promise': return { kind: 'builtIn', name: 'Promise', arguments: [any] }
    default: return { kind: 'builtIn', name: kind, arguments: [] }
  }
}

/** What a test in the text named: a result of `typeof`, or a class. */
function ofName(name: string, use: SeenUse, depth: number): InputShape | null {
  switch (name) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'bigint':
    case 'symbol':
    case 'undefined':
    case 'null': return { kind: name }
    case 'function': return use.call === null ? { kind: 'function', parameters: parameters(2, []), returns: any } : null
    case 'object': return { kind: 'record', properties: [], rest: any }
    case 'json': return { kind: 'expression', text: `'{"a":[1,2,{"b":"c"}]}'` }
    case 'Array': return { kind: 'array', element: elementOf(use, depth) }
    default: {
      const global = builtIn.get(name)
      return global === undefined ? null : { kind: 'builtIn', name: global, arguments: [any, any].slice(0, global === 'Map' ? 2 : global === 'Set' ? 1 : 0) }
    }
  }
}

function literalsOf(use: SeenUse): InputShape {
  const literals = use.literals.map((value): InputShape => ({ kind: 'literal', value }))
  const kinds = [...new Set(use.literals.map((value) => typeof value))]
  // What is none of them runs the rest.
  const others = kinds.flatMap((kind): readonly InputShape[] => (kind === 'string' || kind === 'number' ? [{ kind }] : []))
  return { kind: 'union', members: [...literals, ...others] }
}

function recordOf(use: SeenUse, names: readonly string[], depth: number): InputShape {
  const fields = names.filter((name) => !/^\d+$/u.test(name)).map((name): ShapeProperty => {
    const member = use.members[name]
    return { name, shape: member === undefined ? any : shapeOf(member, depth + 1), isOptional: member === undefined || !isNeeded(member) }
  })
  return { kind: 'record', properties: fields, rest: use.isListed ? any : null }
}

/** Whether code fails without it: what was called or looked into. */
function isNeeded(use: SeenUse): boolean {
  return use.call !== null || use.isConstructed || use.isIterated || use.element !== null || Object.keys(use.members).length > 0
}

function functionOf(call: SeenCall, depth: number): InputShape {
  const result = shapesOfUse(call.result, depth + 1)
  const [first] = result
  return { kind: 'function', parameters: parameters(call.count, call.functions), returns: first ?? any }
}

function parameters(count: number, functions: readonly number[]): readonly ShapeProperty[] {
  return Array.from({ length: Math.min(count, 6) }, (_, index): ShapeProperty => ({
    name: `argument${index + 1}`,
    shape: functions.includes(index) ? { kind: 'function', parameters: [], returns: any } : any,
    isOptional: false,
  }))
}

/** The shape of what a call gave: what it is driven with is what its arguments were seen to be. */
export function shapeOfResult(result: SeenResult): InputShape {
  switch (result.kind) {
    case 'value': return any
    case 'function': return { kind: 'function', parameters: driven(result), returns: shapeOfResult(result.returns) }
    case 'object': return {
      kind: 'record',
      properties: result.members.map((member) => ({ name: member.name, shape: { kind: 'function', parameters: driven(member), returns: shapeOfResult(member.returns) }, isOptional: false })),
      rest: null,
    }
    default: return result satisfies never
  }
}

function driven({ parameters: uses, names }: SeenFunction): readonly ShapeProperty[] {
  const messages = messagesNamed(names)
  return uses.map((use, index) => {
    const name = names[index] ?? ''
    return { name: name === '' ? `argument${index + 1}` : name, shape: messages[index] ?? shapeOf(use, 0), isOptional: false }
  })
}
