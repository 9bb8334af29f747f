import { inspect } from 'node:util'
import type { ThrownValue } from '../protocol/runnerMessage.ts'

/** Describes what the user's code threw, which need not be an error and may throw when it is looked at. */
export function describeThrown(thrown: unknown): ThrownValue {
  if (typeof thrown === 'object' && thrown !== null) {
    const name = read(thrown, 'name')
    const message = read(thrown, 'message')
    if (message !== null) return { name: name ?? 'Error', message, stack: read(thrown, 'stack') }
  }
  return { name: 'Thrown value', message: inspectBriefly(thrown), stack: null }
}

function read(object: object, key: string): string | null {
  try {
    const value: unknown = Reflect.get(object, key)
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}

function inspectBriefly(value: unknown): string {
  try {
    return inspect(value, { depth: 1, breakLength: Infinity }).slice(0, 1000)
  } catch {
    return typeof value
  }
}
