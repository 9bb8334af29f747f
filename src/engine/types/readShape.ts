import type { CallShape, InputShape, ShapeProperty } from '../../core/workloads/inputShape.ts'
import type { CallFact, Home, Maker, Member, TypeReader } from './typeReader.ts'

/** Types within types. What lies deeper is left out where it can be. */
const mostDepth = 7

/** How often a type may hold itself: a tree's node has children that have children. */
const mostRepeated = 2

/** Types that are looked at for one function: a schema library's own types to depth 4 are a million. */
const mostTypes = 1500

/** Members of a union that are looked at. */
const mostMembers = 12

/** Properties of an object that are looked at. */
const mostProperties = 60

/** Makers within makers. */
const mostMade = 4

/** Reads the shapes of types; those of one call share a budget. */
export interface ShapeReader<Type> {
  read(type: Type): InputShape
  readCall(call: CallFact<Type>): CallShape
}

/**
 * Reads what values a type takes.
 * @param nameFor the expression by which the function's module can have something that `home` declares; null where it cannot
 */
export function shapeReader<Type>(reader: TypeReader<Type>, nameFor: (expression: string, home: Home | null) => string | null): ShapeReader<Type> {
  let left = mostTypes
  let making = 0
  const unknown: InputShape = { kind: 'unknown' }

  function read(type: Type, above: readonly Type[]): InputShape {
    if (above.filter((each) => each === type).length >= mostRepeated || above.length > mostDepth || left-- <= 0) return unknown
    const within = [...above, type]
    const fact = reader.describe(type)
    switch (fact.kind) {
      case 'enumMember': {
        const name = nameFor(fact.enumName, fact.home)
        return name === null ? unknown : { kind: 'expression', text: `${name}.${fact.member}` }
      }
      case 'union': return { kind: 'union', members: fact.members.slice(0, mostMembers).map((member) => read(member, within)) }
      case 'array': {
        const element = read(fact.element, within)
        // What holds itself, as a tree's node does, ends in an empty array.
        return element.kind === 'unknown' ? { kind: 'tuple', elements: [], rest: null } : { kind: 'array', element }
      }
      case 'tuple': return { kind: 'tuple', elements: fact.elements.map((element) => read(element, within)), rest: fact.rest === null ? null : read(fact.rest, within) }
      case 'builtIn': return { kind: 'builtIn', name: fact.name, arguments: fact.arguments.map((argument) => read(argument, within)) }
      case 'function': return { kind: 'function', parameters: readMembers(fact.parameters, within), returns: fact.returns === null ? { kind: 'undefined' } : read(fact.returns, within) }
      case 'class': return oneOf(readMakers(fact.makers, within))
      case 'record': {
        const made = readMakers(fact.makers, within)
        if (fact.properties.length === 0 && fact.rest === null && made.length > 0) return oneOf(made)
        const written: InputShape = { kind: 'record', properties: readMembers(fact.properties.slice(0, mostProperties), within), rest: fact.rest === null ? null : read(fact.rest, within) }
        return made.length === 0 ? written : oneOf([...made, ...(isWritable(written) ? [written] : [])])
      }
      case 'parameter': return fact.constraint === null ? { kind: 'parameter', name: fact.name } : read(fact.constraint, within)
      default: return fact
    }
  }

  function readMakers(makers: readonly Maker<Type>[], above: readonly Type[]): readonly InputShape[] {
    if (making >= mostMade) return []
    making++
    try {
      return makers.flatMap(({ expression, how, home, parameters }): readonly InputShape[] => {
        const callee = nameFor(expression, home)
        if (callee === null) return []
        if (how === 'take') return [{ kind: 'expression', text: callee }]
        const args = readMembers(parameters, above)
        return args.every(({ shape, isOptional }) => isOptional || shape.kind !== 'unknown') ? [{ kind: 'made', callee, isNew: how === 'new', arguments: args }] : []
      })
    } finally {
      making--
    }
  }

  function readMembers(members: readonly Member<Type>[], above: readonly Type[]): readonly ShapeProperty[] {
    return members.map(({ name, type, isOptional, isRest }) => ({ name, shape: read(type, above), isOptional, ...(isRest === true && { isRest }) }))
  }

  function oneOf(shapes: readonly InputShape[]): InputShape {
    const [first, ...more] = shapes
    return first === undefined ? unknown : more.length === 0 ? first : { kind: 'union', members: shapes }
  }

  return {
    read: (type) => read(type, []),
    readCall: ({ overloads, receiver, returns }) => ({
      overloads: overloads.map((parameters) => readMembers(parameters, [])),
      receiver: receiver === null ? null : read(receiver, []),
      returns: returns === null ? { kind: 'unknown' } : read(returns, []),
    }),
  }
}

/** Whether an object can be written down: nothing that it must have is unknown. */
function isWritable(shape: InputShape): boolean {
  return shape.kind !== 'record' || shape.properties.every(({ shape: own, isOptional }) => isOptional || own.kind !== 'unknown')
}
