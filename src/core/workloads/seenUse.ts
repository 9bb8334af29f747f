/**
 * What code does with a value of which nothing is said: seen by a probe that stands for the value, or read in the text.
 * Serializable: it is seen in one process and used in another.
 */
export interface SeenUse {
  /** What the probe was when it was seen; null where no probe was. */
  readonly as: ProbeForm | null
  /** What it was told to be by tests in the text: `typeof value === 'string'`, `value instanceof Map`. */
  readonly kinds: readonly string[]
  /** What it was compared with. */
  readonly literals: readonly (string | number | boolean)[]
  /** Hints of `Symbol.toPrimitive`. */
  readonly coerced: readonly ('number' | 'string' | 'default')[]
  readonly members: Readonly<Record<string, SeenUse>>
  /** What was read by index, or iterated over. */
  readonly element: SeenUse | null
  readonly isIterated: boolean
  /** Its keys were listed. */
  readonly isListed: boolean
  /** Members were read by names that are not known. */
  readonly isKeyed: boolean
  readonly call: SeenCall | null
  readonly isConstructed: boolean
}

/** What a value was called with, and what became of the result. */
export interface SeenCall {
  /** The most arguments. */
  readonly count: number
  /** Indices of arguments that were functions. */
  readonly functions: readonly number[]
  readonly result: SeenUse
}

/** What stands for a value: each lets other branches run. `plain` holds nothing but plain values. */
export type ProbeForm = 'function' | 'object' | 'array' | 'plain'

/** What a call gave, and what was done with the arguments that it was driven with. */
export type SeenResult =
  | { readonly kind: 'value' }
  | SeenFunction & { readonly kind: 'function' }
  | { readonly kind: 'object'; readonly members: readonly (SeenFunction & { readonly name: string })[] }

export interface SeenFunction {
  readonly parameters: readonly SeenUse[]
  /** What they are called, as far as is known: empty for one that is taken apart. */
  readonly names: readonly string[]
  readonly returns: SeenResult
}

/** What a probing call showed. */
export interface SeenProbe {
  readonly returned: boolean
  /** Numbers of the statements that ran. */
  readonly statements: readonly number[]
  /** By the number of the mark; null where the call had no such argument. */
  readonly uses: readonly (SeenUse | null)[]
  readonly result: SeenResult
}

export const nothingSeen: SeenUse = { as: null, kinds: [], literals: [], coerced: [], members: {}, element: null, isIterated: false, isListed: false, isKeyed: false, call: null, isConstructed: false }

/** Both together. */
export function mergeUses(one: SeenUse, other: SeenUse): SeenUse {
  const members: Record<string, SeenUse> = { ...one.members }
  for (const [name, use] of Object.entries(other.members)) {
    const own = Object.hasOwn(members, name) ? members[name] : undefined
    members[name] = own === undefined ? use : mergeUses(own, use)
  }
  return {
    as: one.as === other.as ? one.as : null,
    kinds: both(one.kinds, other.kinds),
    literals: both(one.literals, other.literals),
    coerced: both(one.coerced, other.coerced),
    members,
    element: one.element === null || other.element === null ? one.element ?? other.element : mergeUses(one.element, other.element),
    isIterated: one.isIterated || other.isIterated,
    isListed: one.isListed || other.isListed,
    isKeyed: one.isKeyed || other.isKeyed,
    call: one.call === null || other.call === null ? one.call ?? other.call : {
      count: Math.max(one.call.count, other.call.count),
      functions: both(one.call.functions, other.call.functions),
      result: mergeUses(one.call.result, other.call.result),
    },
    isConstructed: one.isConstructed || other.isConstructed,
  }
}

/** Whether anything is known beyond what stood there. */
export function isSeen(use: SeenUse): boolean {
  return use.kinds.length > 0 || use.literals.length > 0 || use.coerced.length > 0 || Object.keys(use.members).length > 0 || use.element !== null
    || use.isIterated || use.isListed || use.isKeyed || use.call !== null || use.isConstructed
}

function both<Item>(one: readonly Item[], other: readonly Item[]): readonly Item[] {
  return [...new Set([...one, ...other])]
}
