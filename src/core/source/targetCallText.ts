import type { CallExpression, OutermostCall } from './callExpression.ts'
import type { Extent } from './functionBinding.ts'
import { rewriteText } from './rewriteText.ts'
import type { Rewrite } from './rewriteText.ts'
import type { SourceFunction } from './sourceFunction.ts'

/** What a target's call is written from. */
export interface TargetCallParts {
  readonly fn: SourceFunction
  readonly call: CallExpression
  /** What all names of the harness begin with. */
  readonly prefix: string
  /** Names that stand for expressions. */
  readonly aliases: ReadonlyMap<string, string>
  /** The same, as changes to the expression. */
  readonly aliasRewrites: readonly Rewrite[]
  /** Declarations of Node's modules that the expression names. */
  readonly modules: string
}

/** The function `<prefix>prepare`, and what the user's text needs for it. */
export interface TargetCall {
  readonly code: string
  readonly rewrites: readonly Rewrite[]
  readonly isOutermost: boolean
}

/** The function that prepares, from its statements. */
export function prepared({ prefix, modules }: TargetCallParts, lines: readonly string[], rewrites: readonly Rewrite[], isOutermost: boolean): TargetCall {
  const body = [...(modules === '' ? [] : [modules]), ...lines]
  const accessor = `function ${prefix}accessor(object, key, half) {
  for (let at = object; at !== null && at !== void 0; at = globalThis.Object.getPrototypeOf(at)) {
    const property = globalThis.Object.getOwnPropertyDescriptor(at, key);
    if (property) return property[half];
  }
}
`
  const needsAccessor = body.some((line) => line.includes(`${prefix}accessor(`))
  return {
    code: `${needsAccessor ? accessor : ''}async function ${prefix}prepare() {\n${body.map((line) => `  ${line}\n`).join('')}}\n`,
    rewrites,
    isOutermost,
  }
}

/**
 * Hands the runner a workload: a block, so that it can follow an `if`. The call is a function whose name begins with the
 * prefix, by which the runner keeps V8 from inlining a long target into it in Maglev's code, for good.
 * @param inputs an array
 * @param call an arrow function
 */
export function handOver({ prefix }: TargetCallParts, inputs: string, call: string, targetIsOutermost: boolean): string {
  return `{ const ${prefix}inputs = ${inputs}, ${prefix}call = ${call}; return { inputs: ${prefix}inputs, call: ${prefix}call, targetIsOutermost: ${targetIsOutermost} }; }`
}

/** The workload that calls the whole expression. */
export function handOverWhole(parts: TargetCallParts): string {
  const { call } = parts
  return handOver(parts, '[]', `${call.names.awaits ? 'async ' : ''}() => (${expressionText(parts, call.expression)})`, false)
}

/** The array of what the call is given, receiver first. */
export function inputsText(parts: TargetCallParts, outermost: OutermostCall, receiver: Extent | null): string {
  const values = outermost.operands.map((operand) => {
    const text = expressionText(parts, operand)
    // Spread once: an iterator that is used up would leave nothing for the second call.
    return operand.isSpread ? `[...${text}]` : text
  })
  return `[${[...(receiver === null ? [] : [`${parts.prefix}receiver`]), ...values].join(', ')}]`
}

/** The outermost call with `i[0]`, `i[1]` ... for what it is given, and perhaps another callee. */
export function callText(parts: TargetCallParts, outermost: OutermostCall, receiver: Extent | null, callee: string | null): string {
  const first = receiver === null ? 0 : 1
  const rewrites: Rewrite[] = outermost.operands.map(({ start, end }, index) => ({ start, end, text: `${parts.prefix}i[${first + index}]` }))
  if (receiver !== null) rewrites.push({ ...receiver, text: `${parts.prefix}i[0]` })
  if (callee !== null) rewrites.push({ ...outermost.callee, text: callee })
  return rewriteText(parts.call.text, outermost, [...rewrites, ...parts.aliasRewrites])
}

/** A part of the expression, with names replaced by what they stand for. */
export function expressionText({ call, aliasRewrites }: TargetCallParts, extent: Extent): string {
  return rewriteText(call.text, extent, aliasRewrites)
}

/** A chain of names with its first one replaced by what it stands for. */
export function withAlias({ aliases }: TargetCallParts, chain: string): string {
  const end = chain.search(/[.[]/)
  const root = end === -1 ? chain : chain.slice(0, end)
  const access = aliases.get(root)
  return access === undefined ? chain : access + chain.slice(root.length)
}

/** Where the last member of an expression such as `api.get` or `api['a b']` begins; null for a plain name. */
export function lastMemberAt(expression: string): number | null {
  const match = /(?:\.[^.[\]]+|\[[^[\]]*\])$/.exec(expression)
  return match === null ? null : match.index
}

/** A member as it follows its owner. */
export function memberKey(member: string): string {
  return member.startsWith('[') ? member : `.${member}`
}
