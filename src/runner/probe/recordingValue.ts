import type { ProbeForm, SeenUse } from '../../core/workloads/seenUse.ts'

/** What one probe does: how it looks itself, and what its members are. */
export interface ProbePlan {
  readonly own: Exclude<ProbeForm, 'plain'>
  /** `plain`: members that an object does not have are missing, elements are numbers. */
  readonly inner: ProbeForm
}

/** Notes what was done with a value, as long as the call goes on. */
export interface UseNotes {
  as: ProbeForm
  coerced: Set<'number' | 'string' | 'default'>
  members: Map<string, UseNotes>
  element: UseNotes | null
  isIterated: boolean
  isListed: boolean
  call: { count: number; functions: Set<number>; result: UseNotes } | null
  isConstructed: boolean
}

/** Things that a call may do with probes; a loop that a probe keeps going ends there. */
const mostEvents = 20_000

/** Values within values. */
const mostDepth = 6

/** Elements of a probe. */
const elements = 3

/** Members that are noted of one value. */
const mostMembers = 60

/** Ends a call that does not end by itself. */
class ProbeSpentError extends Error {
  override readonly name = 'ProbeSpentError'
}

/** Makes probes for one call. */
export interface Prober {
  /** Whether it is one of the probes. */
  isProbe(value: unknown): boolean
  make(plan: ProbePlan): { readonly value: unknown; readonly notes: UseNotes }
}

/**
 * Makes values that note what code does with them and let it go on: whatever is read of one is another, whatever is called
 * gives another, a number or text comes out where one is needed. What code never does to a proxy by its traps (`typeof`,
 * comparing by identity) is not seen: probes of other forms show what hangs on it.
 */
export function makeProber(): Prober {
  let events = 0
  let made = 0
  const notesOf = new WeakMap<object, UseNotes>()

  function spend(): void {
    if (++events > mostEvents) throw new ProbeSpentError('The probe was used too often')
  }

  function make(own: ProbeForm, inner: ProbeForm, notes: UseNotes, depth: number): unknown {
    notes.as = own
    if (own === 'plain' || depth > mostDepth) return plainValue(made++)
    const number = (made++ % 5) + 1
    const kept = new Map<PropertyKey, unknown>()
    const child = (key: PropertyKey, childNotes: UseNotes): unknown => {
      if (!kept.has(key)) kept.set(key, make(inner, inner, childNotes, depth + 1))
      return kept.get(key)
    }
    const elementAt = (index: number): unknown => {
      notes.element ??= emptyNotes()
      if (inner === 'plain') return (index * 2 + number) % 7
      return index < elements + 2 ? child(String(index), notes.element) : undefined
    }
    const member = (key: string): unknown => {
      const known = notes.members.get(key) ?? (notes.members.size < mostMembers ? emptyNotes() : null)
      if (known === null) return undefined
      notes.members.set(key, known)
      if (inner === 'plain' && own !== 'array') return undefined
      return child(key, known)
    }
    const target = targetOf(own)
    const proxy: unknown = new Proxy(target, {
      get(_, key, receiver) {
        spend()
        if (kept.has(key)) return kept.get(key)
        if (typeof key === 'symbol') return ofSymbol(key, receiver)
        if (/^\d+$/u.test(key)) return elementAt(Number(key))
        if (key === 'length') {
          note(key)
          return own === 'array' ? elements : own === 'function' ? 2 : inner === 'plain' ? undefined : elements
        }
        if (key === 'then') return thenOf()
        if (key === 'toJSON') return undefined
        if (key === 'toString' || key === 'toLocaleString') return () => ofHint('string')
        if (key === 'valueOf') return () => ofHint('number')
        if (key === 'hasOwnProperty' || key === 'propertyIsEnumerable') return () => true
        const inherited: unknown = Reflect.get(target, key)
        if (inherited !== undefined) {
          if (own === 'array') note(key)
          return inherited
        }
        if (own !== 'array') return member(key)
        note(key)
        return undefined
      },
      set(_, key, value) {
        spend()
        if (typeof key === 'string' && !/^\d+$/u.test(key)) kept.set(key, value)
        return true
      },
      has(_, key) {
        spend()
        if (typeof key === 'symbol') return false
        if (/^\d+$/u.test(key)) return own === 'array' ? Number(key) < elements : inner !== 'plain'
        if (own !== 'array') note(key)
        return Reflect.has(target, key) || (own !== 'array' && inner !== 'plain')
      },
      deleteProperty: () => true,
      defineProperty: () => true,
      setPrototypeOf: () => true,
      ownKeys() {
        spend()
        notes.isListed = true
        return Reflect.ownKeys(target)
      },
      getOwnPropertyDescriptor(_, key) {
        spend()
        return Reflect.getOwnPropertyDescriptor(target, key)
      },
      apply(_, __, args: readonly unknown[]) {
        spend()
        return called(args)
      },
      construct(_, args: readonly unknown[]) {
        spend()
        notes.isConstructed = true
        const result = called(args)
        return typeof result === 'object' && result !== null ? result : {}
      },
    })
    if ((typeof proxy === 'object' && proxy !== null) || typeof proxy === 'function') notesOf.set(proxy, notes)
    return proxy

    function note(key: string): void {
      if (notes.members.size < mostMembers && !notes.members.has(key)) notes.members.set(key, emptyNotes())
    }

    function called(args: readonly unknown[]): unknown {
      notes.call ??= { count: 0, functions: new Set(), result: emptyNotes() }
      const { call } = notes
      call.count = Math.max(call.count, args.length)
      for (const [index, each] of args.entries()) {
        if (typeof each !== 'function' || notesOf.has(each)) continue
        call.functions.add(index)
        // A function that is handed on is there to be called.
        if (depth < 3) callGiven(each)
      }
      if (inner === 'plain') return number
      return child('()', call.result)
    }

    function callGiven(given: unknown): void {
      try {
        notes.element ??= emptyNotes()
        if (typeof given === 'function') Reflect.apply(given, undefined, [elementAt(0), elementAt(1), elementAt(2)].slice(0, Math.max(1, given.length)))
      } catch (error) {
        if (error instanceof ProbeSpentError) throw error
      }
    }

    function ofSymbol(key: symbol, receiver: unknown): unknown {
      if (key === Symbol.toPrimitive) return (hint: 'number' | 'string' | 'default') => ofHint(hint)
      if (key === Symbol.iterator) {
        if (own === 'object' && inner === 'plain') return undefined
        return function* iterate(): Generator {
          notes.isIterated = true
          for (let index = 0; index < elements; index++) {
            spend()
            yield elementAt(index)
          }
        }
      }
      return own === 'array' ? Reflect.get(target, key, receiver) : undefined
    }

    function ofHint(hint: 'number' | 'string' | 'default'): unknown {
      notes.coerced.add(hint)
      return hint === 'string' ? `p${number}` : number
    }

    /** Awaiting calls it with functions of the language's own, and takes whatever comes: that says nothing of the value. */
    function thenOf(): unknown {
      if (inner === 'plain' || own === 'array' || depth > 2) return undefined
      return (...callbacks: readonly unknown[]) => {
        const [first] = callbacks
        if (typeof first !== 'function') return undefined
        if (isNative(first)) return void Reflect.apply(first, undefined, [number])
        note('then')
        const then = notes.members.get('then')
        if (then !== undefined) then.call ??= { count: callbacks.length, functions: new Set(callbacks.keys()), result: emptyNotes() }
        return Promise.resolve(number).then((value) => Reflect.apply(first, undefined, [value]) as unknown)
      }
    }
  }

  return {
    isProbe: (value) => ((typeof value === 'object' && value !== null) || typeof value === 'function') && notesOf.has(value),
    make({ own, inner }) {
      const notes = emptyNotes()
      return { value: make(own, inner, notes, 0), notes }
    },
  }
}

function isNative(fn: object): boolean {
  return /\{\s*\[native code\]\s*\}\s*$/u.test(Function.prototype.toString.call(fn))
}

function targetOf(own: Exclude<ProbeForm, 'plain'>): object {
  switch (own) {
    case 'array': return [1, 2, 3]
    case 'object': return { a: 1, b: 2 }
    // One that can be constructed as well as called.
    case 'function': return function probe() {}
    default: return own satisfies never
  }
}

function plainValue(index: number): unknown {
  return [1, 'b', 2, 'a', 3][index % 5]
}

function emptyNotes(): UseNotes {
  return { as: 'plain', coerced: new Set(), members: new Map(), element: null, isIterated: false, isListed: false, call: null, isConstructed: false }
}

/** Uses that are told of one probe: what a message holds. */
const mostTold = 400

/** The notes as they are told. */
export function readNotes(notes: UseNotes): SeenUse {
  let left = mostTold
  const read = (each: UseNotes): SeenUse => {
    left--
    const members = [...each.members].filter(() => left > 0).map(([name, own]) => [name, read(own)] as const)
    return {
      as: each.as,
      kinds: [],
      literals: [],
      coerced: [...each.coerced],
      members: Object.fromEntries(members),
      element: each.element === null ? null : read(each.element),
      isIterated: each.isIterated,
      isListed: each.isListed,
      isKeyed: false,
      call: each.call === null ? null : { count: each.call.count, functions: [...each.call.functions], result: read(each.call.result) },
      isConstructed: each.isConstructed,
    }
  }
  return read(notes)
}
