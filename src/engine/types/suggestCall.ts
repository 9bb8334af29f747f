import { callToFillIn, callWith } from '../../core/source/callWithoutArguments.ts'
import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import type { ShapeProperty } from '../../core/workloads/inputShape.ts'
import { shapeExpression } from '../../core/workloads/shapeExpression.ts'
import type { Installation } from '../installation.ts'
import type { NodeExecutable } from '../node/nodeExecutable.ts'
import { askTypes } from './askTypes.ts'

/** A function that needs a call. */
export interface CallSubject {
  /** Absolute. */
  readonly file: string
  readonly text: string
  readonly fn: SourceFunction
  /** All functions of the file: what makes a receiver is among them. */
  readonly functions: readonly SourceFunction[]
  /** Absolute: the folder of the package. */
  readonly cwd: string
  /** Absolute: a folder that has a `node_modules` with TypeScript, for workspaces without; null where there is none. */
  readonly fallback: string | null
}

/**
 * A call of a function with values that its types allow, by the workspace's own TypeScript:
 * `total(Array.from({ length: 100 }, (_, i) => ({ price: i })), 10)`. Where nothing can be made of a type the parameter's
 * name stands, for a person to fill in. Null where types tell nothing at all, or do not tell in time.
 */
export async function suggestCall(subject: CallSubject, node: NodeExecutable, installation: Installation, signal: AbortSignal): Promise<string | null> {
  const { fn, functions, file, text, cwd, fallback } = subject
  const { reach } = fn
  const maker = reach.kind === 'instance' ? functions.find((other) => other.reach.kind === 'constructor' && other.reach.className === reach.className) ?? null : null
  const asked = maker === null ? [fn] : [fn, maker]
  const answer = await askTypes({ file, text, cwd, fallback, ends: asked.map((each) => each.functionRange.end), canImport: false, rows: null }, node, installation, signal)
  const [own = null, makers = null] = answer?.functions ?? []
  const args = argumentsOf(own?.overloads[0] ?? null, fn)
  const forReceiver = maker === null ? [] : argumentsOf(makers?.overloads[0] ?? null, maker).texts
  const call = callWith(fn, args.texts, forReceiver)
  return !args.isKnown || call === callToFillIn(fn, functions) ? null : call
}

/** A text for every required parameter; whether any of them is more than the parameter's name. */
function argumentsOf(shapes: readonly ShapeProperty[] | null, { parameters, requiredParameters }: SourceFunction): { readonly texts: readonly string[]; readonly isKnown: boolean } {
  const made = parameters.slice(0, requiredParameters).map((_, index) => {
    const each = shapes?.[index]
    return each === undefined ? null : shapeExpression(each.name, each.shape)
  })
  return { texts: made.map((text, index) => text ?? parameters[index] ?? ''), isKnown: made.some((text) => text !== null) }
}
