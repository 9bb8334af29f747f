import { syncBuiltinESMExports } from 'node:module'
import { now } from '../clock.ts'
import { loadQuietly } from '../sandbox/loadQuietly.ts'
import type { BundlePlace } from '../../protocol/runnerMessage.ts'
import { findCallerIn } from './callerPlace.ts'

/** What a line of the bundle called that kept the thread until it was done. */
export interface SynchronousCalls extends BundlePlace {
  /** `fs.readFileSync` */
  readonly name: string
  readonly count: number
  readonly ms: number
}

/** Takes the time of calls that read, write, wait or compute outside of JavaScript while the thread stands still. */
export interface SynchronousCallWatch {
  /** What was called since the last time. */
  take(): readonly SynchronousCalls[]
}

const modules = ['fs', 'child_process', 'crypto', 'zlib'] as const

const { apply } = Reflect

/**
 * Watches what Node calls `Sync`, the methods of such classes, and `Atomics.wait`. To be called before the user's code is loaded, and after the sandbox is installed: what that refuses is never
 * made. What one of them calls itself is part of it.
 */
export function watchSynchronousCalls(bundlePath: string): SynchronousCallWatch {
  const callerPlace = findCallerIn(bundlePath)
  const sqlite = loadQuietly('node:sqlite') ?? {}
  let calls = new Map<string, { -readonly [Key in keyof SynchronousCalls]: SynchronousCalls[Key] }>()
  let isInside = false
  const record = (name: string, ms: number): void => {
    const place = callerPlace()
    if (place === null) return
    const key = `${place.line}:${place.column}:${name}`
    const known = calls.get(key)
    if (known === undefined) calls.set(key, { name, ...place, count: 1, ms })
    else {
      known.count++
      known.ms += ms
    }
  }
  const watch = (owner: object, member: string, name: string): void => {
    const original: unknown = Reflect.get(owner, member)
    if (typeof original !== 'function') return
    // Everything else about the function stays as it is: its properties, its name.
    const watched: unknown = new Proxy(original, {
      apply(target, self: unknown, parameters: unknown[]): unknown {
        if (isInside) return apply(target, self, parameters)
        isInside = true
        const began = now()
        try {
          return apply(target, self, parameters)
        } finally {
          const ms = now() - began
          record(name, ms)
          isInside = false
        }
      },
    })
    Object.defineProperty(owner, member, { ...Object.getOwnPropertyDescriptor(owner, member), value: watched })
  }
  for (const module of modules) {
    // Other passes need not wait until they are loaded.
    const members = process.getBuiltinModule(module)
    for (const member of Object.keys(members)) if (member.endsWith('Sync')) watch(members, member, `${module}.${member}`)
  }
  for (const name of ['DatabaseSync', 'StatementSync']) {
    const prototype: unknown = Reflect.get(Object(Reflect.get(sqlite, name)), 'prototype')
    if (typeof prototype !== 'object' || prototype === null) continue
    for (const member of Object.getOwnPropertyNames(prototype)) {
      // What only tells of itself is no call.
      if (member !== 'constructor' && typeof Object.getOwnPropertyDescriptor(prototype, member)?.value === 'function') watch(prototype, member, `sqlite.${name}.${member}`)
    }
  }
  watch(Atomics, 'wait', 'Atomics.wait')
  // `import { readFileSync } from 'node:fs'` is a binding of its own.
  syncBuiltinESMExports()
  return {
    take() {
      const taken = [...calls.values()]
      calls = new Map()
      return taken
    },
  }
}
