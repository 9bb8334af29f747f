import * as fc from 'fast-check'
import type { InputShape, ShapeProperty } from '../../core/workloads/inputShape.ts'
import { propertyName, quote, singular } from '../../core/workloads/shapeExpression.ts'
import { anyTexts } from './anyTexts.ts'
import type { BodyLiterals } from './bodyLiterals.ts'
import { builtInTexts } from './builtInTexts.ts'
import { functionTexts, methodCalls } from './functionTexts.ts'
import type { InputProfile } from './inputProfile.ts'
import { bigintTexts, numberTexts, stringTexts } from './primitiveTexts.ts'

/** What a value is made in. */
export interface TextSurroundings {
  readonly profile: InputProfile
  readonly literals: BodyLiterals
  /** What the value is called: its parameter or property. */
  readonly name: string
  /** How many arrays and objects are around it. */
  readonly depth: number
  /** Callbacks call what they are given: for results that are driven. */
  readonly isBusy?: boolean
  /** Callbacks call the methods of what they are given later, one at a time: where somebody waits for it. */
  readonly isLate?: boolean
}

/** Deeper than that arrays are empty and what may be left out is. */
const mostDepth = 5

/**
 * Texts of values of a shape, by fast-check; null where there are none. What text is made depends on nothing but the shape, the
 * surroundings and the seed.
 */
export function shapeTexts(shape: InputShape, at: TextSurroundings): fc.Arbitrary<string> | null {
  const { profile } = at
  switch (shape.kind) {
    case 'string': return stringTexts(at)
    case 'number': return numberTexts(at)
    case 'boolean': return fc.constantFrom('true', 'false')
    case 'bigint': return bigintTexts(at)
    case 'symbol': return fc.nat(40).map((index) => `Symbol(${quote(index === 0 ? at.name : `${at.name}${index}`)})`)
    case 'object': return fc.constantFrom("{ a: 1, b: 'x' }", '{}', '{ id: 1 }')
    case 'undefined': return fc.constant('undefined')
    case 'null': return fc.constant('null')
    case 'any': return anyTexts(at)
    case 'unknown': return null
    case 'parameter': return parameterTexts(at)
    case 'literal': return fc.constant(typeof shape.value === 'string' ? quote(shape.value) : String(shape.value))
    case 'template': return partTexts(shape, at).map(quote)
    case 'expression': return fc.constant(shape.text)
    case 'union': return unionTexts(shape.members, at)
    case 'array': return arrayTexts(shape.element, at)
    case 'tuple': return tupleTexts(shape.elements, shape.rest, at)
    case 'record': return recordTexts(shape.properties, shape.rest, at)
    case 'builtIn': return builtInTexts(shape.name, shape.arguments, at)
    case 'function': return functionTexts(shape.parameters, shape.returns, at)
    case 'made': return madeTexts(shape, at)
    default: return shape satisfies never
  }

  function unionTexts(members: readonly InputShape[], surroundings: TextSurroundings): fc.Arbitrary<string> | null {
    // Where it is a choice, nothing is given less often than something.
    const weighed = members.flatMap((member) => {
      const texts = shapeTexts(member, surroundings)
      return texts === null ? [] : [{ arbitrary: texts, weight: member.kind === 'undefined' || member.kind === 'null' ? 1 : 4 }]
    })
    const something = profile.unions === 'first' ? weighed.find(({ weight }) => weight > 1) : undefined
    if (something !== undefined) return something.arbitrary
    return weighed.length === 0 ? null : fc.oneof(...weighed)
  }
}

/** What stands in a text that is put together, as it stands there. */
function partTexts(shape: InputShape, at: TextSurroundings): fc.Arbitrary<string> {
  switch (shape.kind) {
    case 'literal': return fc.constant(String(shape.value))
    case 'union': return shape.members.length === 0 ? fc.constant('') : fc.oneof(...shape.members.map((member) => partTexts(member, at)))
    case 'template': return fc.tuple(...shape.parts.map((part) => partTexts(part, at))).map((parts) => shape.texts.map((text, index) => `${text}${parts[index] ?? ''}`).join(''))
    case 'number': return numberTexts(at)
    case 'bigint': return fc.nat(99).map(String)
    case 'boolean': return fc.constantFrom('true', 'false')
    case 'undefined':
    case 'null': return fc.constant(shape.kind)
    default: return fc.constantFrom('a', 'b', 'name', 'x1', 'alpha', 'some-name', 'Beta', 'item', 'one', '42')
  }
}

/** Texts of what a call gives: of an object, as it is made or after it was used. */
function madeTexts({ callee, isNew, arguments: parameters, methods = [] }: Extract<InputShape, { readonly kind: 'made' }>, at: TextSurroundings): fc.Arbitrary<string> | null {
  const texts = argumentTexts(parameters, at)?.map((args) => `${isNew ? 'new ' : ''}${callee}(${args.join(', ')})`) ?? null
  if (texts === null || !at.profile.isUsed || methods.length === 0) return texts
  return fc.tuple(texts, methodCalls(methods, 'it', { ...at, depth: at.depth + 1 })).map(([made, calls]) => (calls === '' ? made : `((it) => { ${calls} return it })(${made})`))
}

/** Texts of arrays of elements, as long as the profile says; within others short. */
export function arrayTexts(element: InputShape, at: TextSurroundings): fc.Arbitrary<string> {
  return elementTexts(element, at).map((all) => `[${all.join(', ')}]`)
}

/** The elements of something that can be of any length. */
export function elementTexts(element: InputShape, at: TextSurroundings): fc.Arbitrary<readonly string[]> {
  const each = at.depth >= mostDepth ? null : shapeTexts(element, { ...at, name: singular(at.name), depth: at.depth + 1 })
  if (each === null) return fc.constant([])
  const [least, most] = at.profile.length
  const divisor = at.depth === 0 ? 1 : at.depth === 1 ? 3 : 8
  return fc.array(each, { minLength: Math.floor(least / divisor), maxLength: Math.max(1, Math.floor(most / divisor)), size: 'max' })
}

function tupleTexts(elements: readonly InputShape[], rest: InputShape | null, at: TextSurroundings): fc.Arbitrary<string> | null {
  const known = elements.map((element) => shapeTexts(element, { ...at, depth: at.depth + 1 }))
  if (!known.every((each) => each !== null)) return null
  const more = rest === null ? fc.constant([]) : elementTexts(rest, at)
  return fc.tuple(fc.tuple(...known), more).map(([first, others]) => `[${[...first, ...others].join(', ')}]`)
}

function recordTexts(properties: readonly ShapeProperty[], rest: InputShape | null, at: TextSurroundings): fc.Arbitrary<string> | null {
  const parts: fc.Arbitrary<string>[] = []
  for (const { name, shape, isOptional } of properties) {
    if (isOptional && at.depth >= mostDepth) continue
    const texts = shapeTexts(shape, { ...at, name, depth: at.depth + 1 })
    if (texts === null && !isOptional) return null
    if (texts === null) continue
    const written = texts.map((text) => `${propertyName(name)}: ${text}`)
    parts.push(isOptional ? sometimes(written, at.profile.optional) : written)
  }
  const values = rest === null ? null : shapeTexts(rest, { ...at, depth: at.depth + 1 })
  const keys = at.literals.strings.filter((key) => /^[\w$-]{1,20}$/u.test(key)).slice(0, 8)
  const more = values === null ? fc.constant<string[]>([]) : fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'key', 'name', 'x1', ...keys), values), { maxLength: Math.max(1, Math.min(6, at.profile.length[1])), selector: ([key]) => key })
    .map((entries) => entries.map(([key, value]) => `${propertyName(key)}: ${value}`))
  return fc.tuple(fc.tuple(...parts), more).map(([known, others]) => {
    const all = [...known.filter((text) => text !== ''), ...others]
    return all.length === 0 ? '{}' : `{ ${all.join(', ')} }`
  })
}

/** The arguments of a call, by what may be left out: of those that come last, as in a call that a person writes. */
export function argumentTexts(parameters: readonly ShapeProperty[], at: TextSurroundings): fc.Arbitrary<readonly string[]> | null {
  const texts: (fc.Arbitrary<readonly string[]> | null)[] = []
  let required = 0
  for (const [index, { name, shape, isOptional, isRest }] of parameters.entries()) {
    const surroundings = { ...at, name }
    const each = isRest === true ? elementTexts(shape, { ...surroundings, profile: { ...at.profile, length: [0, Math.min(4, at.profile.length[1])] } }) : shapeTexts(shape, surroundings)?.map((text): readonly string[] => [text]) ?? null
    if (each === null) {
      if (!isOptional) return null
      break
    }
    if (!isOptional) required = index + 1
    texts.push(each)
  }
  const known = texts.filter((each) => each !== null)
  const { optional } = at.profile
  return fc.tuple(fc.tuple(...known), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(known.length)).map(([all, chance, cut]) => {
    const count = Math.max(required, optional === 0 || chance > optional ? required : optional === 1 ? all.length : cut)
    return all.slice(0, count).flat()
  })
}

function sometimes(texts: fc.Arbitrary<string>, share: number): fc.Arbitrary<string> {
  if (share === 0) return fc.constant('')
  if (share === 1) return texts
  const weight = Math.round(share * 10)
  return fc.oneof({ arbitrary: texts, weight }, { arbitrary: fc.constant(''), weight: 10 - weight })
}

function parameterTexts(at: TextSurroundings): fc.Arbitrary<string> {
  switch (at.profile.parameter) {
    case 'number': return numberTexts(at)
    case 'string': return stringTexts(at)
    case 'object': return fc.tuple(numberTexts(at), stringTexts(at)).map(([id, name]) => `{ id: ${id}, name: ${name} }`)
    case 'array': return fc.array(numberTexts(at), { minLength: 1, maxLength: 3 }).map((all) => `[${all.join(', ')}]`)
    default: return at.profile.parameter satisfies never
  }
}
