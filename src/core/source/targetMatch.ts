import { assertNever } from '../assertNever.ts'
import type { OutermostCall } from './callExpression.ts'
import type { SourceFunction } from './sourceFunction.ts'
import { lastMemberAt, memberKey, withAlias } from './targetCallText.ts'
import type { TargetCallParts } from './targetCallText.ts'

/** How the outermost call relates to the target. */
export interface TargetMatch {
  /** The receiver is made for the call; a name of the module (`Cart.of`, `api.get`) is not. */
  readonly takesReceiver: boolean
  /** An expression that is true if the function called is the target; null where nothing else can be. */
  readonly check: string | null
  /** The binding that holds a wrapper around the target. */
  readonly wrapped: string | null
  readonly isExact: boolean
}

/** Compares the outermost call with the target by what is written; null where it cannot be the target's. */
export function matchTarget(parts: TargetCallParts, outermost: OutermostCall): TargetMatch | null {
  const { fn: { kind, reach }, prefix } = parts
  if (!formFits(kind, outermost)) return null
  const chain = outermost.calleeChain === null ? null : withAlias(parts, outermost.calleeChain)
  const exact: TargetMatch = { takesReceiver: false, check: null, wrapped: null, isExact: true }
  switch (reach.kind) {
    case 'nested':
      return null
    case 'constructor':
      return classMatch(reach.className)
    case 'default':
      return functionMatch('default', null)
    case 'binding':
      return functionMatch(reach.expression, reach.wrapper ?? null)
    case 'instance': {
      if (outermost.member !== memberKey(reach.member)) return null
      const owner = withAlias(parts, reach.className)
      const check = reach.own === true
        ? `${prefix}receiver instanceof ${owner}`
        : sameMember(`${owner}.prototype`, outermost)
      return { takesReceiver: true, check, wrapped: null, isExact: reach.wrapper === undefined }
    }
    default:
      return assertNever(reach)
  }

  function classMatch(className: string): TargetMatch | null {
    const expression = withAlias(parts, className)
    if (chain === expression) return exact
    return outermost.receiver === null && chain !== null ? { ...exact, check: `${chain} === ${expression}` } : null
  }

  function functionMatch(access: string, wrapper: string | null): TargetMatch | null {
    const expression = withAlias(parts, access)
    if (chain === expression) return wrapper === null ? exact : { ...exact, wrapped: expression }
    if (wrapper !== null || outermost.form === 'new') return null
    if (outermost.receiver === null) return chain === null || kind === 'getter' || kind === 'setter' ? null : { ...exact, check: `${chain} === ${expression}` }
    const at = lastMemberAt(expression)
    if (outermost.member !== (at === null ? `.${expression}` : expression.slice(at))) return null
    return { ...exact, takesReceiver: true, check: at === null ? `${calledMember(outermost)} === ${expression}` : sameMember(expression.slice(0, at), outermost) }
  }

  /** Compares the member that is called with the target's on `owner`. */
  function sameMember(owner: string, called: OutermostCall): string {
    const key = called.member ?? ''
    if (kind === 'getter' || kind === 'setter') {
      const half = kind === 'getter' ? 'get' : 'set'
      const property = key.startsWith('.') ? JSON.stringify(key.slice(1)) : key.slice(1, -1)
      return `${prefix}accessor(${prefix}receiver, ${property}, '${half}') === ${prefix}accessor(${owner}, ${property}, '${half}')`
    }
    return `${calledMember(called)} === ${owner}${key}`
  }

  function calledMember({ member, isOptional }: OutermostCall): string {
    const key = member ?? ''
    return `${prefix}receiver${isOptional ? (key.startsWith('.') ? '?' : '?.') : ''}${key}`
  }
}

/** Whether a function of this kind can be run by an expression of this form. */
export function formFits(kind: SourceFunction['kind'], { form }: OutermostCall): boolean {
  switch (kind) {
    case 'getter': return form === 'get'
    case 'setter': return form === 'set'
    case 'constructor': return form === 'new'
    case 'method': return form === 'call' || form === 'template'
    case 'function': return form === 'call' || form === 'template' || form === 'new'
    default: return assertNever(kind)
  }
}
