import type { RecordedItem, RecordedNode, RecordedReference, RecordedShape, RecordedValue } from '../../protocol/recordingLog.ts'
import { literalMaker } from './literalMaker.ts'
import { makeEmpty } from './makeEmpty.ts'

/**
 * Makes a recorded value again, each time anew. Plain objects and packed arrays come about with all that they hold, as in
 * the program that was recorded: V8 gives them the same shapes.
 * @param resolve what a class or function of the workspace is here
 * @throws what `resolve` throws
 */
export function decodeValue({ root, shapes, nodes: written, references }: RecordedValue, resolve: (reference: RecordedReference) => unknown): unknown {
  const nodes = written.flatMap(([shapeIndex, payload, values]): RecordedNode[] => {
    const shape = shapes[shapeIndex]
    return shape === undefined ? [] : [{ shape, payload, values }]
  })
  const made: unknown[] = nodes.map(() => undefined)
  /** Those whose items were not all there when they were made. */
  const late = new Set<number>()

  // What an object holds mostly has a higher number than itself.
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index]
    if (node !== undefined) made[index] = make(node, index)
  }
  for (const index of late) fill(made[index], nodes[index])
  for (const [index, node] of nodes.entries()) if (node.shape.state !== 'extensible') close(made[index], node.shape.state)
  return itemOf(root)

  function itemOf(item: RecordedItem | undefined): unknown {
    return Array.isArray(item) ? made[item[0]] : item
  }

  function make(node: RecordedNode, index: number): unknown {
    const { kind, keys, reference: referenceIndex } = node.shape
    const reference = referenceIndex === null ? undefined : references[referenceIndex]
    const known = reference === undefined ? null : resolve(reference)
    if (kind === 'reference') return known
    if (kind === 'packed') {
      const items = node.payload as readonly RecordedItem[]
      if (known === null) {
        if (items.some((item) => isLater(item, index)) || keys.length > 0) late.add(index)
        const array: unknown[] = []
        for (const item of items) array.push(itemOf(item))
        return array
      }
    }
    const maker = kind === 'object' && known === null ? literalMaker(node.shape) : null
    if (maker !== null) {
      if (node.values.some((item) => isLater(item, index))) late.add(index)
      return maker(node.values.map(itemOf))
    }
    late.add(index)
    return makeEmpty(node, known)
  }

  function fill(target: unknown, node: RecordedNode | undefined): void {
    if (node === undefined || typeof target !== 'object' || target === null) return
    const { shape: { kind, keys, attributes }, payload, values } = node
    if (Array.isArray(payload)) fillItems(target, kind, payload as readonly RecordedItem[])
    for (const [at, key] of keys.entries()) {
      const flags = attributes?.[at] ?? 7
      const name = typeof key === 'string' ? key : made[key[0]] as symbol
      const value = itemOf(values[at])
      // Assignment keeps V8's shapes; `defineProperty` only where it says something else.
      if (flags === 7 && (Object.hasOwn(target, name) || !(name in target))) Reflect.set(target, name, value)
      else Object.defineProperty(target, name, { value, writable: (flags & 1) !== 0, enumerable: (flags & 2) !== 0, configurable: (flags & 4) !== 0 })
    }
  }

  function fillItems(target: object, kind: string, items: readonly RecordedItem[]): void {
    if (kind === 'map') for (let at = 0; at < items.length; at += 2) Map.prototype.set.call(target, itemOf(items[at]), itemOf(items[at + 1]))
    else if (kind === 'set') for (const item of items) Set.prototype.add.call(target, itemOf(item))
    else if (kind === 'packed') for (const [at, item] of items.entries()) Reflect.set(target, at, itemOf(item))
  }
}

function isLater(item: RecordedItem, index: number): boolean {
  return Array.isArray(item) && item[0] <= index
}

function close(target: unknown, state: RecordedShape['state']): void {
  if (state === 'frozen') Object.freeze(target)
  else if (state === 'sealed') Object.seal(target)
  else if (typeof target === 'object' && target !== null) Object.preventExtensions(target)
}
