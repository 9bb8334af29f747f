import type { BuiltInName } from '../../core/workloads/inputShape.ts'

/** What a compiler's type is, whichever version of TypeScript it comes from. */
export type TypeFact<Type> =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'bigint' | 'symbol' | 'object' | 'undefined' | 'null' | 'any' | 'unknown' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  /** `${number}px`: texts, and what stands between them. */
  | { readonly kind: 'template'; readonly texts: readonly string[]; readonly types: readonly Type[] }
  /** A member of an enum, by the names that lead to it. */
  | { readonly kind: 'enumMember'; readonly enumName: string; readonly member: string; readonly home: Home | null }
  | { readonly kind: 'union'; readonly members: readonly Type[]; /** What gives values of a union that has a name. */ readonly makers: FindMakers<Type> }
  | { readonly kind: 'array'; readonly element: Type }
  /** Required elements, and what the rest is made of. */
  | { readonly kind: 'tuple'; readonly elements: readonly Type[]; readonly rest: Type | null }
  | { readonly kind: 'builtIn'; readonly name: BuiltInName; readonly arguments: readonly Type[] }
  | { readonly kind: 'function'; readonly parameters: readonly Member<Type>[]; readonly returns: Type | null; readonly needsThis: boolean }
  | { readonly kind: 'class'; readonly makers: FindMakers<Type> }
  /** Something that is called with `new`. */
  | { readonly kind: 'constructor'; readonly makers: readonly Maker<Type>[] }
  | {
    readonly kind: 'record'
    readonly properties: readonly Member<Type>[]
    readonly rest: Type | null
    /** It has no properties that cannot be written: private ones, those under symbols. */
    readonly isWhole: boolean
    readonly makers: FindMakers<Type>
  }
  /** A type parameter, stood in for by its constraint; null where it has none. */
  | { readonly kind: 'parameter'; readonly name: string; readonly constraint: Type | null }

/** What gives values of a type. @param isWide looks beyond the asking module and that of the type */
export type FindMakers<Type> = (isWide: boolean) => readonly Maker<Type>[]

/** The module that declares something. */
export interface Home {
  /** Absolute path. */
  readonly file: string
  /** The name under which it is exported; null where it is not. */
  readonly exported: string | null
}

/** What gives a value of a type: a constructor, a function, a constant. */
export interface Maker<Type> {
  /** The expression to call or to take: `Cart`, `Cart.of`, `createStore`; its first name is that of `home`. */
  readonly expression: string
  readonly how: 'new' | 'call' | 'take'
  readonly home: Home | null
  readonly parameters: readonly Member<Type>[]
  /** What type parameters of it stand for, so that it gives the type that was asked for. */
  readonly bindings?: ReadonlyMap<Type, Type>
  /** What takes the value out of what the call gives: `runSync`. */
  readonly unwrap?: { readonly expression: string; readonly home: Home | null }
}

/** A property, or a parameter. */
export interface Member<Type> {
  readonly name: string
  readonly type: Type
  readonly isOptional: boolean
  readonly isRest?: boolean
  /** A property that must be there, but may be `undefined`. */
  readonly takesUndefined?: boolean
}

/** What a function is called with. */
export interface CallFact<Type> {
  readonly overloads: readonly (readonly Member<Type>[])[]
  readonly returns: Type | null
  /** The class of a method, or what `this` is declared to be; null where a call needs no receiver. */
  readonly receiver: Type | null
  /** The receiver is a class component of React's. */
  readonly isOnComponent?: boolean
}

/** One version of TypeScript's API, as far as values are made of types. Two types that are the same are equal. */
export interface TypeReader<Type> {
  describe(type: Type): TypeFact<Type>
  /** The properties of an object, methods among them; of a type parameter or a primitive none. */
  membersOf(type: Type): readonly Member<Type>[]
  /** Functions that take a value of a type and no more: what it is made for. */
  consumersOf(type: Type): readonly { readonly expression: string; readonly home: Home }[]
  /** What the function whose code ends at a UTF-16 offset of the file is called with; null where there is none. */
  callOf(end: number): CallFact<Type> | null
}
