import type { BindingPattern, BindingRestElement, FormalParameterRest, ParamPattern } from 'oxc-parser'
import { assertNever } from '../assertNever.ts'
import type { FunctionLike } from './syntaxNode.ts'
import type { FunctionKind, Reach } from './sourceFunction.ts'

/** A function as the walk finds it: offsets only, its name not yet unique, its exports not yet known. */
export interface FunctionDraft {
  /** Its name in ids without `get`, `set` or a number: `Cart.total`. */
  readonly path: string
  readonly kind: FunctionKind
  readonly node: FunctionLike
  /** The whole declaration. */
  readonly start: number
  readonly end: number
  readonly nameOffset: number
  readonly reach: Reach
  /** The nearest function around it that gets a lens. */
  readonly parent: FunctionDraft | null
  /** Handed out by the module in place, or through `root` when that name is exported. */
  readonly exported: boolean
  readonly root: string | null
}

/** What a class says about making instances of it. */
export interface ClassDraft {
  /** Arguments that its own constructor needs; null where it has none of its own. */
  readonly ownRequires: number | null
  /** The base class as a name in the module; null without one, undefined where it is any other expression. */
  readonly baseName: string | null | undefined
  readonly isAbstract: boolean
}

/** Code outside of the functions that get a lens. */
export interface UnlistedDraft {
  readonly name: string
  readonly node: { readonly start: number; readonly end: number }
  readonly nameOffset: number
}

/** Parameters up to the last one without a default, `?` or rest; `this` is none. */
export function requiredParameters(params: readonly ParamPattern[]): number {
  return realParameters(params).findLastIndex((param) => {
    const pattern = param.type === 'TSParameterProperty' ? param.parameter : param
    return pattern.type !== 'AssignmentPattern' && pattern.type !== 'RestElement' && !('optional' in pattern && Boolean(pattern.optional))
  }) + 1
}

/** The parameters without types and defaults: what stands in a message, and a call that takes the same values. */
export function parameterTexts(params: readonly ParamPattern[], text: string): readonly string[] {
  return realParameters(params).map((param) => patternText(param.type === 'TSParameterProperty' ? param.parameter : param, text))
}

function patternText(pattern: BindingPattern | BindingRestElement | FormalParameterRest, text: string): string {
  switch (pattern.type) {
    case 'Identifier':
      return pattern.name
    case 'AssignmentPattern':
      return patternText(pattern.left, text)
    case 'RestElement':
      return `...${patternText(pattern.argument, text)}`
    case 'ArrayPattern':
      return `[${pattern.elements.map((element) => element === null ? '' : patternText(element, text)).join(', ')}]`
    case 'ObjectPattern': {
      const properties = pattern.properties.map((property) => {
        if (property.type === 'RestElement') return patternText(property, text)
        const value = patternText(property.value, text)
        const key = text.slice(property.key.start, property.key.end)
        return property.shorthand ? value : `${property.computed ? `[${key}]` : key}: ${value}`
      })
      return properties.length === 0 ? '{}' : `{ ${properties.join(', ')} }`
    }
    default:
      return assertNever(pattern)
  }
}

function realParameters(params: readonly ParamPattern[]): readonly ParamPattern[] {
  const [first] = params
  return first?.type === 'Identifier' && first.name === 'this' ? params.slice(1) : params
}
