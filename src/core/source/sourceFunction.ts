/** Where something stands in a source text. Offsets are UTF-16 and half-open, lines 0-based and inclusive. */
export interface SourceRange {
  readonly start: number
  readonly end: number
  readonly startLine: number
  readonly endLine: number
}

export type FunctionKind = 'function' | 'method' | 'constructor' | 'getter' | 'setter'

/** How code at the end of the function's own module gets hold of it. */
export type Reach =
  /**
   * An expression in module scope evaluates to it: `total`, `api.get`, `Cart.of`, `exports.parse`, `default.data`
   * (where `default` stands for the anonymous default export).
   */
  | {
    readonly kind: 'binding'
    readonly expression: string
    /** The call that wraps it, as written, where the binding holds what that call returned: `memo`, `React.forwardRef`. */
    readonly wrapper?: string
    /** For a private static member: the offset of its class's closing brace. Only code before it can name the member. */
    readonly insideClass?: number
  }
  /** A receiver is needed: it stands on a class's prototype, or on each instance. */
  | {
    readonly kind: 'instance'
    readonly className: string
    /** The property as written: `total`, `#sum`, `['a b']`, `[Symbol.iterator]`. */
    readonly member: string
    /** Arguments that `new className()` needs at least; null where a base class that this file does not show decides. */
    readonly constructorRequires: number | null
    /** True for a class field: every instance has its own function, the prototype none. */
    readonly own?: boolean
    /** The call that wraps it, for a class field that holds what that call returned. */
    readonly wrapper?: string
    /** For a private member: the offset of its class's closing brace. Only code before it can name the member. */
    readonly insideClass?: number
  }
  /** It is a class's constructor: `new className(...)`. */
  | { readonly kind: 'constructor'; readonly className: string }
  /** An anonymous default export. */
  | { readonly kind: 'default' }
  /**
   * It cannot be reached from outside: it lives in another function, which `parent` names, or in a callback, a block or
   * an argument that has no name (`parent` is null).
   */
  | { readonly kind: 'nested'; readonly parent: string | null }

/** Code outside of all functions that have a name: an anonymous function, or a class, whose fields its constructor sets. Lines 0-based, inclusive. */
export interface UnlistedCode {
  /** `(anonymous)`, `(anonymous in range)` for an argument of the call that `range` is bound to, `Cart.constructor`. */
  readonly name: string
  readonly startLine: number
  readonly endLine: number
  readonly nameLine: number
}

/** One function that gets a lens: a declaration, a method, or an arrow that is bound to a name. */
export interface SourceFunction {
  /** Unique within the file, as in ids: `Cart.total`, `get Cart.size`, `outer.inner`, `default`, `parse~2` for the second of a name. */
  readonly name: string
  readonly kind: FunctionKind
  readonly isAsync: boolean
  readonly isGenerator: boolean
  /** Reachable by an importer: exported itself, or a member of something exported. */
  readonly exported: boolean
  /** The whole declaration, decorators and modifiers included, its JSDoc not. */
  readonly range: SourceRange
  /** The function itself, from its parameters or `async`/`function` keyword to its end: what V8 sees as the function. */
  readonly functionRange: SourceRange
  /** The body between and including its braces, or an arrow's expression. */
  readonly bodyRange: SourceRange
  /** 0-based line of the name: where the lens stands and where a call frame is expected to start. */
  readonly nameLine: number
  /** Parameters up to the last one without a default, `?` or rest; TypeScript's `this` parameter not counted. */
  readonly requiredParameters: number
  /** The parameters without types and defaults, for messages and suggestions: `orders`, `{ a, b }`, `...rest`. */
  readonly parameters: readonly string[]
  readonly reach: Reach
  /** The expression after `@profile` in its JSDoc, or null. */
  readonly profileTag: string | null
}
