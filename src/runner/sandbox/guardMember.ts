import type { Attempt, Deny } from './denial.ts'

/** Looks at a call's parameters: an attempt that is to be refused, or null for one that is harmless. */
export type Check = (parameters: readonly unknown[], self: unknown) => Attempt | null

const { apply, construct } = Reflect

/**
 * Puts a check before a function or class that hangs on a built-in module, an object of Node's or a prototype. What this
 * version of Node does not have is passed over. Everything else about the function stays as it is: a proxy keeps its
 * properties (`util.promisify.custom`), its prototype and its `name`.
 */
export function guardMember(owner: unknown, name: string, check: Check, deny: Deny): void {
  if (!isObject(owner)) return
  const original: unknown = Reflect.get(owner, name)
  if (typeof original !== 'function') return
  const guarded: unknown = new Proxy(original, {
    apply: function onCall(target, self: unknown, parameters: unknown[]): unknown {
      const attempt = check(parameters, self)
      if (attempt !== null) deny(attempt, onCall)
      return apply(target, self, parameters)
    },
    construct: function onNew(target, parameters: unknown[], newTarget): object {
      const attempt = check(parameters, undefined)
      if (attempt !== null) deny(attempt, onNew)
      const made: unknown = construct(target, parameters, newTarget)
      return Object(made)
    },
  })
  const enumerable = Object.getOwnPropertyDescriptor(owner, name)?.enumerable ?? false
  Object.defineProperty(owner, name, { value: guarded, enumerable, writable: true, configurable: true })
  const prototype: unknown = original.prototype
  // `new (Object.getPrototypeOf(worker).constructor)()` is the same door.
  if (isObject(prototype) && Object.hasOwn(prototype, 'constructor')) Object.defineProperty(prototype, 'constructor', { value: guarded })
}

/** Guards several members that are refused whatever they are called with. */
export function guardMembers(owner: unknown, names: readonly string[], describe: (parameters: readonly unknown[], self: unknown) => Attempt, deny: Deny): void {
  for (const name of names) guardMember(owner, name, describe, deny)
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
