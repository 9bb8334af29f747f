import type { Node } from 'oxc-parser'
import type { FunctionDraft } from './functionDraft.ts'
import { isExportsChain } from './moduleScope.ts'
import type { FunctionKind, Reach } from './sourceFunction.ts'
import { joinMember, memberChain, memberText } from './syntaxNode.ts'

/** A stretch of text in UTF-16 offsets, half-open. */
export interface Extent {
  readonly start: number
  readonly end: number
}

/** Where a piece of code stands. */
export interface Place {
  /** What the names of functions found here begin with. */
  readonly path: string
  readonly parent: FunctionDraft | null
  /** `module`: a binding made here is in module scope. `block`: only `var` is. `inner`: nothing is. */
  readonly scope: 'module' | 'block' | 'inner'
  /** In an exported part of the module: what is declared here with `export` is really handed out. */
  readonly exported: boolean
  /** In a TypeScript namespace: the expression that its exports hang on. */
  readonly namespace: string | null
  /** In the arguments of a call: what the call's result is bound to. */
  readonly boundTo?: string
}

/** What a value is bound to, and so what a function that stands there is called and reached by. */
export interface Binding {
  readonly path: string
  /** Null where code at the module's end cannot name it. */
  readonly access: string | null
  readonly exported: boolean
  readonly root: string | null
  readonly start: number
  readonly end: number
  readonly nameOffset: number
  readonly kind: FunctionKind
  /** For members that need a receiver or stand in a class. */
  readonly reach: Reach | null
  /** Its own type says that it is a function. */
  readonly isFunction?: boolean
}

/** A name that is declared in a place; `inModule` when that makes it visible at the module's end or in its namespace. */
export function declared(name: string, nameOffset: number, range: Extent, place: Place, inModule: boolean, isExported: boolean): Binding {
  const inNamespace = place.namespace !== null
  const access = !inModule ? null : !inNamespace ? name : isExported ? `${place.namespace}.${name}` : null
  return {
    path: joinMember(place.path, `.${name}`),
    access,
    exported: access !== null && isExported && place.exported,
    root: access === null ? null : inNamespace ? (isExported ? access.slice(0, access.indexOf('.')) : null) : name,
    start: range.start, end: range.end, nameOffset, kind: 'function', reach: null,
  }
}

/** What is bound to nothing: its name is that of the place around it. */
export function unbound(range: Extent, place: Place): Binding {
  return { path: place.path, access: null, exported: false, root: null, start: range.start, end: range.end, nameOffset: range.start, kind: 'function', reach: null }
}

/** A member of something bound; `unreachable` where its position cannot be told. */
export function memberOf(owner: Binding, key: string, range: Extent, unreachable: boolean): Binding {
  return {
    ...owner,
    isFunction: false,
    path: joinMember(owner.path, key),
    access: owner.access === null || unreachable ? null : joinMember(owner.access, key),
    start: range.start, end: range.end, nameOffset: range.start, reach: null,
  }
}

/** What an assignment binds: `total = ...`, `exports.total = ...`, `Cart.prototype.total = ...`, `this.total = ...`. */
export function assigned(left: Node, extent: Extent, place: Place, text: string): Binding {
  const chain = memberChain(left, text)
  const nameOffset = left.type === 'MemberExpression' ? left.property.start : left.start
  if (chain === null) {
    // Of an owner that cannot be followed, `this` or a call's result, only the member's name is known.
    const key = left.type === 'MemberExpression' ? memberText(left.property, left.computed, text) : ''
    return { ...unbound(extent, place), path: joinMember(place.path, key), nameOffset }
  }
  const [root = ''] = chain
  const isExports = isExportsChain(chain)
  const isReachable = place.scope !== 'inner'
  const named = isExports ? chain.slice(root === 'exports' ? 1 : 2) : chain
  const name = named.filter((member) => member !== '.prototype').reduce(joinMember, '')
  const prototypeAt = chain.indexOf('.prototype')
  const isOnPrototype = isReachable && prototypeAt !== -1 && prototypeAt === chain.length - 2
  return {
    path: name === '' ? '' : joinMember(place.scope === 'inner' ? place.path : '', name.startsWith('[') ? name : `.${name}`),
    access: isReachable ? chain.join('') : null,
    exported: isExports && isReachable,
    root: isExports ? null : root,
    ...extent,
    nameOffset,
    kind: isOnPrototype ? 'method' : 'function',
    reach: isOnPrototype ? onPrototype(chain.slice(0, prototypeAt).join(''), chain.at(-1) ?? '') : null,
  }
}

/** How a member of a class's prototype is reached; what its constructor needs is looked up when all classes are known. */
export function onPrototype(className: string, key: string): Reach {
  return { kind: 'instance', className, member: withoutDot(key), constructorRequires: null }
}

/** The same place without a scope that code at the module's end could see. */
export function inside(place: Place): Place {
  return place.scope === 'inner' ? place : { ...place, scope: 'inner', namespace: null }
}

/** A function that is the anonymous default export itself, not a member of it. */
export function defaultReach(binding: Binding): Binding {
  return binding.access === 'default' ? { ...binding, reach: { kind: 'default' } } : binding
}

/** `.total` as `total`; other spellings of a member as they are. */
export function withoutDot(member: string): string {
  return member.startsWith('.') ? member.slice(1) : member
}
