import { types } from 'node:util'

/** No honest object has it. */
const improbable = 'heatlineReachProbe9f3c'

/** Objects that are looked at in one value. */
const mostObjects = 5_000

/** Whether a value is, or holds at any depth, a proxy that answers to whatever name it is asked for. */
export function holdsUniversalProxy(value: unknown): boolean {
  const waiting: unknown[] = [value]
  const seen = new Set<unknown>()
  while (waiting.length > 0 && seen.size < mostObjects) {
    const each = waiting.pop()
    if ((typeof each !== 'object' && typeof each !== 'function') || each === null || seen.has(each)) continue
    seen.add(each)
    if (types.isProxy(each)) {
      if (isUniversal(each)) return true
      continue
    }
    if (types.isMap(each)) waiting.push(...each.keys(), ...each.values())
    else if (types.isSet(each)) waiting.push(...each)
    for (const descriptor of Object.values(Object.getOwnPropertyDescriptors(each))) waiting.push(descriptor.value)
    waiting.push(Object.getPrototypeOf(each))
  }
  return false
}

function isUniversal(proxy: object): boolean {
  try {
    return Reflect.get(proxy, improbable) !== undefined || Reflect.has(proxy, improbable)
  } catch {
    // Revoked, or one that refuses names that it does not know.
    return false
  }
}
