import type { ParamPattern } from 'oxc-parser'
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

/** Parameters up to the last one without a default, `?` or rest; `this` is none. */
export function requiredParameters(params: readonly ParamPattern[]): number {
  return realParameters(params).findLastIndex((param) => {
    const pattern = param.type === 'TSParameterProperty' ? param.parameter : param
    return pattern.type !== 'AssignmentPattern' && pattern.type !== 'RestElement' && !('optional' in pattern && Boolean(pattern.optional))
  }) + 1
}

/** The parameters as written, without types and defaults. */
export function parameterTexts(params: readonly ParamPattern[], text: string): readonly string[] {
  return realParameters(params).map((param) => {
    let pattern = param.type === 'TSParameterProperty' ? param.parameter : param
    if (pattern.type === 'AssignmentPattern') pattern = pattern.left
    if (pattern.type === 'Identifier') return pattern.name
    const end = pattern.typeAnnotation?.start ?? pattern.end
    return text.slice(pattern.start, end).replace(/\s+/g, ' ').trim()
  })
}

function realParameters(params: readonly ParamPattern[]): readonly ParamPattern[] {
  const [first] = params
  return first?.type === 'Identifier' && first.name === 'this' ? params.slice(1) : params
}
