import type { InputShape, ShapeProperty } from '../../core/workloads/inputShape.ts'
import type { Member, TypeReader } from './typeReader.ts'

/** Types within types. What lies deeper is left out where it can be. */
const mostDepth = 7

/** Types that are looked at for one function: a schema library's own types to depth 4 are a million. */
const mostTypes = 800

/** Members of a union that are looked at. */
const mostMembers = 12

/**
 * Reads what values a type takes. `inScope` tells whether a name can be used in the function's file.
 * @returns a function for the types of one call, which share a budget
 */
export function shapeReader<Type>(reader: TypeReader<Type>, inScope: (name: string) => boolean): (type: Type) => InputShape {
  let left = mostTypes
  const unknown: InputShape = { kind: 'unknown' }

  function read(type: Type, above: readonly Type[]): InputShape {
    if (above.includes(type) || above.length > mostDepth || left-- <= 0) return unknown
    const within = [...above, type]
    const fact = reader.describe(type)
    switch (fact.kind) {
      case 'enumMember': return inScope(fact.enumName) ? { kind: 'expression', text: `${fact.enumName}.${fact.member}` } : unknown
      case 'union': return { kind: 'union', members: fact.members.slice(0, mostMembers).map((member) => read(member, within)) }
      case 'array': {
        const element = read(fact.element, within)
        // What holds itself, as a tree's node does, ends in an empty array.
        return element.kind === 'unknown' ? { kind: 'tuple', elements: [] } : { kind: 'array', element }
      }
      case 'tuple': return { kind: 'tuple', elements: fact.elements.map((element) => read(element, within)) }
      case 'builtIn': return { kind: 'builtIn', name: fact.name, arguments: fact.arguments.map((argument) => read(argument, within)) }
      case 'function': return { kind: 'function', returns: fact.returns === null ? { kind: 'undefined' } : read(fact.returns, within) }
      case 'class':
        if (!inScope(fact.className)) return unknown
        return { kind: 'instance', className: fact.className, arguments: fact.parameters.map((each) => readMember(each, within)) }
      case 'record': return { kind: 'record', properties: fact.properties.map((each) => readMember(each, within)), rest: fact.rest === null ? null : read(fact.rest, within) }
      case 'parameter': return fact.constraint === null ? { kind: 'string' } : read(fact.constraint, within)
      default: return fact
    }
  }

  function readMember({ name, type, isOptional }: Member<Type>, above: readonly Type[]): ShapeProperty {
    return { name, shape: read(type, above), isOptional }
  }

  return (type) => read(type, [])
}
