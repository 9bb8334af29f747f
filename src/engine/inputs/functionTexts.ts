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
  // What is called must be given what fits, which a shape does not always tell.
  const calls = at.depth >= mostDepth ? fc.constant('') : at.isBusy === true ? callsOf(parameters, names, inside) : fc.oneof(callsOf(parameters, names, inside), fc.constant(''))
  const results = resultTexts(parameters, names, returns, inside)
  if (results === null) return null
  return fc.tuple(calls, results).map(([call, result]) => {
    if (call !== '' && at.isLate === true && parameters.some(({ methods }) => methods !== undefined)) return `${head} { (async () => { ${pause}${call} })().catch(() => {}); return ${result} }`
    if (call !== '') return `${head} { ${call} return ${result} }`
    return result === 'undefined' ? `${head} {}` : `${head} ${result.startsWith('{') ? `(${result})` : result}`
  })
}

/** Statements that call those parameters that are functions, and functions of those that are objects. */
function callsOf(parameters: readonly ShapeProperty[], names: readonly string[], at: TextSurroundings): fc.Arbitrary<string> {
  const texts = parameters.flatMap(({ shape, isOptional, methods }, index) => {
    const name = names[index] ?? ''
    if (methods !== undefined) return [methodCalls(methods, `${name}${isOptional ? '?' : ''}`, at, at.isLate === true ? ` ${pause}` : ' ')]
    if (shape.kind !== 'function' || shape.needsThis === true) return []
    const args = argumentTexts(shape.parameters, at)
    return args === null ? [] : [args.map((all) => `${name}${isOptional ? '?.' : ''}(${all.join(', ')});`)]
  })
  return fc.tuple(...texts).map((all) => all.join(' '))
}

/** Methods after which there is nothing more to do with an object. */
const last = /error|fail|reject|abort|cancel|complete|done|end|close|finish|return|throw|destroy|dispose|unsubscribe|stop|clear|delete|remove/iu

/** Methods that give an object something to do. */
const giving = /next|emit|push|write|send|dispatch|publish|offer|resolve|update|set|add/iu

/** Lets all that waits go on. */
const pause = 'await null; '

/** A few calls of an object's methods, what ends its life last. @param between what stands between two of them */
export function methodCalls(methods: readonly ShapeProperty[], access: string, at: TextSurroundings, between = ' '): fc.Arbitrary<string> {
  const texts = methods.flatMap(({ name, shape }) => {
    const args = shape.kind === 'function' && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? argumentTexts(shape.parameters, at) : null
    return args === null ? [] : [{ name, call: args.map((all) => `${access}.${name}(${all.join(', ')});`) }]
  })
  const usual = texts.filter(({ name }) => !last.test(name)).map(({ name, call }) => ({ arbitrary: call, weight: giving.test(name) ? 4 : 1 }))
  const ending = texts.filter(({ name }) => last.test(name)).map(({ call }) => call)
  const first = usual.length === 0 ? fc.constant<string[]>([]) : fc.array(fc.oneof(...usual), { minLength: at.isBusy === true ? 2 : 0, maxLength: 5 })
  const end = ending.length === 0 ? fc.constant('') : fc.oneof(...ending, fc.constant(''))
  return fc.tuple(first, end).map(([all, one]) => [...all, one].filter((each) => each !== '').join(between))
}

function resultTexts(parameters: readonly ShapeProperty[], names: readonly string[], returns: InputShape, at: TextSurroundings): fc.Arbitrary<string> | null {
  const [first, second] = parameters
  const same = parameters.findIndex(({ shape, isRest }) => isRest !== true && isEqual(shape, returns))
  switch (returns.kind) {
    case 'undefined': return fc.constant('undefined')
    case 'any':
    case 'unknown': return anyResultTexts(first?.isRest === true ? undefined : names[0])
    case 'boolean': return booleanResult(first?.isRest === true ? undefined : names[0])
    case 'number':
      if (first !== undefined && second !== undefined && isEqual(first.shape, second.shape)) return comparison()
      break
    case 'parameter': return same === -1 ? anyResultTexts(first?.isRest === true ? undefined : names[0]) : fc.constantFrom(...names.filter((_, index) => isEqual(parameters[index]?.shape, returns)))
    case 'builtIn':
      if (returns.name === 'Promise') return promised(parameters, names, returns.arguments[0] ?? { kind: 'undefined' }, at)
      break
    default:
  }
  const made = shapeTexts(returns, at)
  const given = same === -1 ? null : fc.constant(names[same] ?? 'undefined')
  return made === null ? given : given === null ? made : fc.oneof(made, given)
}

/** An order of two values, whatever they are. */
function comparison(): fc.Arbitrary<string> {
  const by = fc.integer({ min: 1, max: 12 })
  return fc.oneof(by.map((each) => (each === 12 ? '(a < b ? 1 : a > b ? -1 : 0)' : `(a < b ? -${each} : a > b ? ${each} : 0)`)), by.map((each) => `(String(a) < String(b) ? -${each} : ${each})`), by.map((each) => `(Number(a) - Number(b)) * ${each}`))
}

function booleanResult(given: string | undefined): fc.Arbitrary<string> {
  const constant = fc.constantFrom('true', 'false')
  if (given === undefined) return constant
  return fc.oneof(constant, fc.constant(`Boolean(${given})`), fc.integer({ min: 2, max: 30 }).map((by) => `String(${given}).length % ${by} === 0`))
}

function promised(parameters: readonly ShapeProperty[], names: readonly string[], value: InputShape, at: TextSurroundings): fc.Arbitrary<string> | null {
  return resultTexts(parameters, names, value, at)?.map((text) => `Promise.resolve(${text})`) ?? null
}

/** What a callback might give where nothing says what it should: mostly what it is given. */
function anyResultTexts(given: string | undefined): fc.Arbitrary<string> {
  if (given === undefined) return fc.oneof(fc.constant('undefined'), fc.nat(30).map(String))
  const made = fc.nat(30).chain((n) => fc.constantFrom('true', `Boolean(${given})`, `typeof ${given} === 'number' ? ${given} + ${n} : ${n}`, `typeof ${given} === 'number' && ${given} > ${n}`, `[${given}, ${n}]`, `\`\${String(${given})}-${n}\``))
  return fc.oneof({ arbitrary: fc.constant(given), weight: 3 }, { arbitrary: made, weight: 2 })
}
