import * as fc from 'fast-check'
import { isEqual } from 'es-toolkit'
import type { InputShape, ShapeProperty } from '../../core/workloads/inputShape.ts'
import { argumentTexts, shapeTexts } from './shapeTexts.ts'
import type { TextSurroundings } from './shapeTexts.ts'

/** Functions in functions: a callback that calls what it is given. */
const mostDepth = 3

/** Texts of callbacks: they give what their type promises, out of what they are given where that fits, and call what they are given to call. */
export function functionTexts(parameters: readonly ShapeProperty[], returns: InputShape, at: TextSurroundings): fc.Arbitrary<string> | null {
  const names = parameters.map((_, index) => 'abcdefghij'[index] ?? `p${index}`)
  const head = parameters.some(({ isRest }) => isRest) ? `(${names.map((name, index) => (parameters[index]?.isRest === true ? `...${name}` : name)).join(', ')}) =>` : `(${names.join(', ')}) =>`
  const inside = { ...at, depth: at.depth + 1 }
  const calls = at.depth >= mostDepth ? fc.constant('') : callsOf(parameters, names, inside)
  const results = resultTexts(parameters, names, returns, inside)
  if (results === null) return null
  return fc.tuple(calls, results).map(([call, result]) => {
    if (call !== '') return `${head} { ${call} return ${result} }`
    return result === 'undefined' ? `${head} {}` : `${head} ${result.startsWith('{') ? `(${result})` : result}`
  })
}

/** Statements that call those parameters that are functions. */
function callsOf(parameters: readonly ShapeProperty[], names: readonly string[], at: TextSurroundings): fc.Arbitrary<string> {
  const texts = parameters.flatMap(({ shape, isOptional }, index) => {
    if (shape.kind !== 'function') return []
    const args = argumentTexts(shape.parameters, at)
    return args === null ? [] : [args.map((all) => `${names[index] ?? ''}${isOptional ? '?.' : ''}(${all.join(', ')});`)]
  })
  return fc.tuple(...texts).map((all) => all.join(' '))
}

function resultTexts(parameters: readonly ShapeProperty[], names: readonly string[], returns: InputShape, at: TextSurroundings): fc.Arbitrary<string> | null {
  const [first, second] = parameters
  const same = parameters.findIndex(({ shape, isRest }) => isRest !== true && isEqual(shape, returns))
  switch (returns.kind) {
    case 'undefined': return fc.constant('undefined')
    case 'any':
    case 'unknown': return fc.constant(names[0] !== undefined && first?.isRest !== true ? names[0] : 'undefined')
    case 'boolean': return fc.constantFrom('true', 'false', ...(names[0] === undefined ? [] : [`Boolean(${names[0]})`]))
    case 'number':
      if (first !== undefined && second !== undefined && isEqual(first.shape, second.shape)) return fc.constant('(a < b ? -1 : a > b ? 1 : 0)')
      break
    case 'parameter': return fc.constant(same === -1 ? names[0] ?? '1' : names[same] ?? '1')
    case 'builtIn':
      if (returns.name === 'Promise') return promised(parameters, names, returns.arguments[0] ?? { kind: 'undefined' }, at)
      break
    default:
  }
  const made = shapeTexts(returns, at)
  const given = same === -1 ? null : fc.constant(names[same] ?? 'undefined')
  return made === null ? given : given === null ? made : fc.oneof(made, given)
}

function promised(parameters: readonly ShapeProperty[], names: readonly string[], value: InputShape, at: TextSurroundings): fc.Arbitrary<string> | null {
  return resultTexts(parameters, names, value, at)?.map((text) => `Promise.resolve(${text})`) ?? null
}
