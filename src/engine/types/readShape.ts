import type { CallShape, InputShape, ShapeProperty } from '../../core/workloads/inputShape.ts'
import { componentShape } from './componentShape.ts'
import type { CallFact, FindMakers, Home, Maker, Member, TypeReader } from './typeReader.ts'

/** Types within types. What lies deeper is left out where it can be. */
const mostDepth = 7

/** How often a type may hold itself: a tree's node has children that have children. */
const mostRepeated = 2

/** Types that are looked at for one parameter: a schema library's own types to depth 4 are a million. */
const mostTypes = 600

/** Of them at least so many for what a returned function takes. */
const leastForDriving = 200

/** Of the budget, for one of several. */
const leastShare = 12

/** Overloads of a function that are called. */
const mostOverloads = 6

/** Members of a union that are looked at. */
const mostMembers = 12

/** Properties of an object that are looked at; those that it must have count first. */
const mostProperties = 60

/** Properties that an object must have: beyond, nobody writes one. */
const mostRequired = 120

/** Properties of an object that is written although something makes it. */
const mostWritten = 15

/** Methods of an object that are looked at to be called. */
const mostMethods = 8

/** Results of results that are looked at. */
const mostDriven = 4

/** Makers of a type, by how many makers are around it: they multiply. */
const mostMade = [6, 3, 2, 1] as const

/** What type parameters stand for. */
interface Bound<Type> {
  readonly types: ReadonlyMap<Type, Type>
  readonly around: Bound<Type> | null
}

/** Reads the shapes of types; those of one call share a budget. */
export interface ShapeReader<Type> {
  read(type: Type): InputShape
  readCall(call: CallFact<Type>): CallShape
}

/**
 * Reads what values a type takes.
 * @param nameFor the expression by which the function's module can have something that `home` declares; null where it cannot
 * @param wanted names of members that results should have called: they are looked at first
 */
export function shapeReader<Type>(reader: TypeReader<Type>, nameFor: (expression: string, home: Home | null) => string | null, wanted: ReadonlySet<string> = new Set()): ShapeReader<Type> {
  let left = mostTypes
  let making = 0
  let bound: Bound<Type> | null = null
  const unknown: InputShape = { kind: 'unknown' }

  function read(type: Type, above: readonly Type[]): InputShape {
    if (above.filter((each) => each === type).length >= mostRepeated || above.length > mostDepth || left-- <= 0) return unknown
    const standing = boundTo(type)
    if (standing !== null) return readBound(standing, above)
    const within = [...above, type]
    const fact = reader.describe(type)
    switch (fact.kind) {
      case 'enumMember': {
        const name = nameFor(fact.enumName, fact.home)
        return name === null ? unknown : { kind: 'expression', text: `${name}.${fact.member}` }
      }
      case 'union': {
        const members = fact.members.slice(0, mostMembers).map((member, index, all) => readShare(member, within, all.length - index))
        // `Option<A>` is what `some` and `none` give, whatever its members are.
        return { kind: 'union', members: members.every(({ kind }) => /^(?:literal|undefined|null|expression|string|template|number|boolean)$/u.test(kind)) ? members : [...members, ...readMakers(fact.makers(false), within)] }
      }
      case 'template': return { kind: 'template', texts: fact.texts, parts: fact.types.map((each) => read(each, within)) }
      case 'array': {
        const element = read(fact.element, within)
        // What holds itself, as a tree's node does, ends in an empty array.
        return element.kind === 'unknown' ? { kind: 'tuple', elements: [], rest: null } : { kind: 'array', element }
      }
      case 'tuple': return { kind: 'tuple', elements: fact.elements.map((element) => read(element, within)), rest: fact.rest === null ? null : read(fact.rest, within) }
      case 'builtIn': return { kind: 'builtIn', name: fact.name, arguments: fact.arguments.map((argument) => read(argument, within)) }
      case 'function': return { kind: 'function', parameters: readMembers(fact.parameters, within).map((each, index) => withMethods(each, fact.parameters[index]?.type, within)), returns: fact.returns === null ? { kind: 'undefined' } : read(fact.returns, within), ...(fact.needsThis && { needsThis: true }) }
      case 'class': return readMade(fact.makers, within)
      case 'constructor': return oneOf(readMakers(fact.makers, within).flatMap((shape) => [shape, ...subclasses(shape)]))
      case 'record': {
        const near = readMakers(fact.makers(false), within)
        // What has many members is not written where something makes it: their types are without end.
        if (near.length > 0 && (!fact.isWhole || (fact.properties.length === 0 && fact.rest === null) || fact.properties.length > mostWritten)) return oneOf(near)
        const written: InputShape = { kind: 'record', properties: readMembers(requiredFirst(fact.properties), within), rest: fact.rest === null ? null : read(fact.rest, within) }
        // What has functions of its own is rarely what one could write: a module, a store.
        if (fact.isWhole && isWritable(written)) return oneOf([...near.length > 0 || !hasFunctions(written) ? near : readMakers(fact.makers(true), within), written])
        const found = near.length > 0 ? near : readMakers(fact.makers(true), within)
        return found.length === 0 && fact.isWhole ? written : oneOf(found)
      }
      case 'parameter': return fact.constraint === null ? { kind: 'parameter', name: fact.name } : read(fact.constraint, within)
      default: return fact
    }
  }

  function readMade(makers: FindMakers<Type>, within: readonly Type[]): InputShape {
    const near = readMakers(makers(false), within)
    return oneOf(withStates(near.length > 0 ? near : readMakers(makers(true), within), within))
  }

  /** What is made for a parameter itself, or to call a method of, with what can be called of it before. */
  function withStates(shapes: readonly InputShape[], within: readonly Type[]): readonly InputShape[] {
    const [type, ...more] = within
    if (making > 0 || type === undefined || more.length > 0 || !shapes.some(({ kind }) => kind === 'made')) return shapes
    left = Math.max(left, leastForDriving)
    const methods = readMethods(type, within)
    return methods.length === 0 ? shapes : shapes.map((shape) => (shape.kind === 'made' ? { ...shape, methods } : shape))
  }

  /** A callback's parameter with what the callback can call of it. */
  function withMethods(parameter: ShapeProperty, type: Type | undefined, within: readonly Type[]): ShapeProperty {
    if (type === undefined || within.length > mostDriven || !/^(?:made|union|record|unknown)$/u.test(parameter.shape.kind) || !/^(?:class|record)$/u.test(reader.describe(type).kind)) return parameter
    const methods = readMethods(type, within)
    return methods.length === 0 ? parameter : { ...parameter, methods }
  }

  function readMethods(type: Type, within: readonly Type[]): readonly ShapeProperty[] {
    return reader.membersOf(type).slice(0, mostProperties).flatMap((member): readonly ShapeProperty[] => {
      if (left <= 0 || member.name.startsWith('_')) return []
      const fact = reader.describe(member.type)
      if (fact.kind !== 'function') return []
      left--
      return [{ name: member.name, isOptional: member.isOptional, shape: { kind: 'function', parameters: readMembers(fact.parameters, [...within, member.type]), returns: { kind: 'unknown' } } }]
    }).slice(0, mostMethods)
  }

  /** What a call gives, by what can be done with it rather than by how it is made. */
  function readResult(type: Type, above: readonly Type[]): InputShape {
    if (above.includes(type) || above.length > mostDriven || left-- <= 0) return unknown
    const within = [...above, type]
    const fact = reader.describe(type)
    switch (fact.kind) {
      case 'function': {
        const returns: InputShape = fact.returns === null ? { kind: 'undefined' } : readResult(fact.returns, within)
        const rest = left
        left = Math.max(left, leastForDriving)
        const parameters = readMembers(fact.parameters, []).map((each, index) => withMethods(each, fact.parameters[index]?.type, []))
        left = Math.min(left, rest)
        return { kind: 'function', parameters, returns }
      }
      case 'union': return { kind: 'union', members: fact.members.slice(0, mostMembers).map((member) => readResult(member, within)) }
      case 'array': return { kind: 'array', element: readResult(fact.element, within) }
      case 'tuple': return { kind: 'tuple', elements: fact.elements.map((element) => readResult(element, within)), rest: null }
      case 'builtIn': return { kind: 'builtIn', name: fact.name, arguments: fact.arguments.map((argument) => readResult(argument, within)) }
      case 'class':
      case 'record': {
        const consumers = reader.consumersOf(type).flatMap(({ expression, home }) => nameFor(expression, home) ?? [])
        const members = reader.membersOf(type)
        if (consumers.length > 0 && !members.some(({ name }) => wanted.has(name))) return { kind: 'record', properties: [], rest: null, consumers }
        const properties = members.toSorted((a, b) => Number(wanted.has(b.name)) - Number(wanted.has(a.name))).slice(0, mostProperties).map((member): ShapeProperty => ({ name: member.name, isOptional: member.isOptional, shape: readResult(member.type, within) })).filter(({ shape }) => shape.kind === 'function' || shape.kind === 'record')
        return { kind: 'record', properties: properties.slice(0, mostMethods * 2), rest: null }
      }
      case 'parameter': return fact.constraint === null ? { kind: 'parameter', name: fact.name } : readResult(fact.constraint, within)
      case 'enumMember':
      case 'template': return { kind: 'string' }
      case 'constructor': return unknown
      default: return fact
    }
  }

  /** What a type parameter stands for within a maker, and what held around it. */
  function boundTo(type: Type): { readonly type: Type; readonly around: Bound<Type> | null } | null {
    const own = bound?.types.get(type)
    return bound === null || own === undefined ? null : { type: own, around: bound.around }
  }

  function readBound({ type, around }: { readonly type: Type; readonly around: Bound<Type> | null }, above: readonly Type[]): InputShape {
    const before = bound
    bound = around
    try {
      return read(type, above)
    } finally {
      bound = before
    }
  }

  function readMakers(makers: readonly Maker<Type>[], above: readonly Type[]): readonly InputShape[] {
    const most = mostMade[making]
    if (most === undefined) return []
    const before = bound
    making++
    try {
      const found: InputShape[] = []
      for (const { expression, how, home, parameters, bindings, unwrap } of makers) {
        if (found.length >= most) break
        const callee = nameFor(expression, home)
        const taker = unwrap === undefined ? null : nameFor(unwrap.expression, unwrap.home)
        if (callee === null || (unwrap !== undefined && taker === null)) continue
        if (how === 'take') {
          found.push({ kind: 'expression', text: callee })
          continue
        }
        bound = bindings === undefined || bindings.size === 0 ? before : { types: bindings, around: before }
        const args = readMembers(parameters, above)
        bound = before
        if (!args.every(({ shape, isOptional }) => isOptional || shape.kind !== 'unknown')) continue
        const made: InputShape = { kind: 'made', callee, isNew: how === 'new', arguments: args }
        found.push(taker === null ? made : { kind: 'made', callee: taker, isNew: false, arguments: [{ name: 'value', shape: made, isOptional: false }] })
      }
      return found
    } finally {
      making--
      bound = before
    }
  }

  /** Reads one of several with no more than twice its share of the budget: a large one would leave nothing for the others. */
  function readShare(type: Type, above: readonly Type[], among: number): InputShape {
    const before = left
    const share = Math.min(before, Math.max(leastShare, Math.ceil(before * 2 / (among + 1))))
    left = share
    const shape = read(type, above)
    left = before - (share - left)
    return shape
  }

  function readMembers(members: readonly Member<Type>[], above: readonly Type[]): readonly ShapeProperty[] {
    return members.map(({ name, type, isOptional, isRest, takesUndefined }, index) => ({ name, shape: orUndefined(readShare(type, above, members.length - index), takesUndefined), isOptional, ...(isRest === true && { isRest }) }))
  }

  function oneOf(shapes: readonly InputShape[]): InputShape {
    const [first, ...more] = shapes
    return first === undefined ? unknown : more.length === 0 ? first : { kind: 'union', members: shapes }
  }

  return {
    read: (type) => read(type, []),
    readCall({ overloads, receiver, returns, isOnComponent }) {
      // Each has a budget of its own, so that a large type does not leave nothing for the next.
      const parameters = overloads.slice(0, mostOverloads).map((each) => each.flatMap((member) => {
        left = mostTypes
        return readMembers([member], [])
      }))
      left = mostTypes
      const on = receiver === null ? null : read(receiver, [])
      left = mostTypes
      return { overloads: parameters, receiver: on === null || isOnComponent !== true ? on : componentShape(on), returns: returns === null ? unknown : readResult(returns, []) }
    },
  }
}

/** What must be there, but may be `undefined`, is that where nothing can be made of it. */
function orUndefined(shape: InputShape, takesUndefined: boolean | undefined): InputShape {
  return takesUndefined === true && shape.kind === 'unknown' ? { kind: 'undefined' } : shape
}

/** Classes that extend one: where a class is asked for they are other values. */
function subclasses(shape: InputShape): readonly InputShape[] {
  return shape.kind === 'expression' ? Array.from({ length: 24 }, (_, index) => ({ kind: 'expression', text: `class Sub${index + 1} extends ${shape.text} {}` })) : []
}

/** Whether an object must have functions that give objects. */
function hasFunctions(shape: InputShape): boolean {
  return shape.kind === 'record' && shape.properties.some(({ shape: own, isOptional }) => !isOptional && own.kind === 'function' && /^(?:record|made|unknown)$/u.test(own.returns.kind))
}

/** What an object must have comes before what may be left out: a large type's budget and number of properties end somewhere. */
function requiredFirst<Type>(properties: readonly Member<Type>[]): readonly Member<Type>[] {
  const required = properties.filter(({ isOptional }) => !isOptional).slice(0, mostRequired)
  return [...required, ...properties.filter(({ isOptional }) => isOptional).slice(0, Math.max(0, mostProperties - required.length))]
}

/** Whether an object can be written down: nothing that it must have is unknown. */
function isWritable(shape: InputShape): boolean {
  return shape.kind !== 'record' || shape.properties.every(({ shape: own, isOptional }) => isOptional || own.kind !== 'unknown')
}
