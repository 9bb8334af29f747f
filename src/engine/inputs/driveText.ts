import * as fc from 'fast-check'
import type { InputShape, ShapeProperty } from '../../core/workloads/inputShape.ts'
import { argumentTexts } from './shapeTexts.ts'
import type { TextSurroundings } from './shapeTexts.ts'

/** Results within results that are driven. */
const mostDepth = 3

/** Functions of an object that are called. */
const mostMembers = 8

/**
 * A function that does what belongs to the work of a call: a returned function is called, the functions of a returned object
 * are, an observable is subscribed to. Promises and iterators are the runner's. Null where there is nothing.
 * @param withMembers call the functions of objects too
 */
export function driveText(returns: InputShape, at: TextSurroundings, seed: number, withMembers: boolean): string | null {
  const body = drive(returns, 'r', at, seed, withMembers, 0)
  return body === null ? null : `(r) => { ${body} return r }`
}

function drive(shape: InputShape, value: string, at: TextSurroundings, seed: number, withMembers: boolean, depth: number): string | null {
  if (depth >= mostDepth) return null
  switch (shape.kind) {
    case 'function': return driveCall(shape.parameters, shape.returns, value, at, seed, withMembers, depth)
    case 'record': {
      if (!withMembers) return null
      const calls = shape.properties.slice(0, mostMembers).flatMap(({ name, shape: own }) => {
        if (own.kind !== 'function') return []
        const key = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`
        const args = sampleArguments(own.parameters, at, seed)
        return args === null ? [] : [`${value}${key}?.(${args});`]
      })
      return calls.length === 0 ? null : calls.join(' ')
    }
    case 'any':
    case 'unknown':
    case 'union': return `if (typeof ${value} === 'function') ${value}(${sampleArguments([{ name: 'value', shape: { kind: 'any' }, isOptional: false }], at, seed) ?? ''}); else if (typeof ${value}?.subscribe === 'function') ${value}.subscribe({ next() {}, error() {}, complete() {} })?.unsubscribe?.();`
    case 'made': return `if (typeof ${value}?.subscribe === 'function') ${value}.subscribe({ next() {}, error() {}, complete() {} })?.unsubscribe?.();`
    default: return null
  }
}

function driveCall(parameters: readonly ShapeProperty[], returns: InputShape, value: string, at: TextSurroundings, seed: number, withMembers: boolean, depth: number): string | null {
  const args = sampleArguments(parameters, at, seed)
  if (args === null) return null
  const result = `${value}${depth}`
  const further = drive(returns, result, at, seed, withMembers, depth + 1)
  return further === null ? `${value}(${args});` : `const ${result} = ${value}(${args}); ${further}`
}

function sampleArguments(parameters: readonly ShapeProperty[], at: TextSurroundings, seed: number): string | null {
  const texts = argumentTexts(parameters, at)
  return texts === null ? null : fc.sample(texts, { seed, numRuns: 1 })[0]?.join(', ') ?? null
}
