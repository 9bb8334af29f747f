import type { BuiltInName } from '../../core/workloads/inputShape.ts'

/** What a compiler's type is, whichever version of TypeScript it comes from. */
export type TypeFact<Type> =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'bigint' | 'symbol' | 'object' | 'undefined' | 'null' | 'unknown' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  /** A member of an enum, by the names that lead to it. */
  | { readonly kind: 'enumMember'; readonly enumName: string; readonly member: string }
  | { readonly kind: 'union'; readonly members: readonly Type[] }
  | { readonly kind: 'array'; readonly element: Type }
  /** Required elements only. */
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | { readonly kind: 'builtIn'; readonly name: BuiltInName; readonly arguments: readonly Type[] }
  | { readonly kind: 'function'; readonly returns: Type | null }
  | { readonly kind: 'class'; readonly className: string; readonly parameters: readonly Member<Type>[] }
  | { readonly kind: 'record'; readonly properties: readonly Member<Type>[]; readonly rest: Type | null }
  /** A type parameter, stood in for by its constraint; null where it has none. */
  | { readonly kind: 'parameter'; readonly constraint: Type | null }

/** A property, or a parameter. */
export interface Member<Type> {
  readonly name: string
  readonly type: Type
  readonly isOptional: boolean
}

/** One version of TypeScript's API, as far as values are made of types. Two types that are the same are equal. */
export interface TypeReader<Type> {
  describe(type: Type): TypeFact<Type>
  /** The parameters of the function whose code ends at a UTF-16 offset of the file; null where there is none. */
  parametersOf(end: number): readonly Member<Type>[] | null
}
