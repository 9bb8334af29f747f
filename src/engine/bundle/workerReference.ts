import type { Node } from 'oxc-parser'

/** Where a worker is told its file, and the file it is told. */
export interface WorkerReference {
  /** The expression to replace with the bundle's URL. */
  readonly node: Node
  /** Relative to the module; null for the module itself. */
  readonly specifier: string | null
}

/**
 * The file that `new Worker(...)` is given where the source says it: `new URL('./w.ts', import.meta.url)`, or the
 * module itself as `__filename`, `import.meta.filename`, `new URL(import.meta.url)` or `fileURLToPath(import.meta.url)`.
 */
export function workerReference(node: Node): WorkerReference | null {
  if (node.type !== 'NewExpression' || lastName(node.callee) !== 'Worker') return null
  const target = node.arguments[0]
  if (!target) return null
  if (isOwnFile(target)) return { node: target, specifier: null }
  if (target.type !== 'NewExpression' || lastName(target.callee) !== 'URL') return null
  const [path, base] = target.arguments
  if (path && !base && isMeta(path, 'url')) return { node: target, specifier: null }
  if (path?.type !== 'Literal' || typeof path.value !== 'string' || !base || !isMeta(base, 'url')) return null
  return { node: target, specifier: path.value }
}

function isOwnFile(node: Node): boolean {
  if (node.type === 'Identifier') return node.name === '__filename'
  if (node.type === 'CallExpression') return lastName(node.callee) === 'fileURLToPath' && node.arguments[0] !== undefined && isMeta(node.arguments[0], 'url')
  return isMeta(node, 'filename')
}

function isMeta(node: Node, property: string): boolean {
  return node.type === 'MemberExpression' && node.object.type === 'MetaProperty' && lastName(node) === property
}

/** `Worker` of `Worker`, `worker_threads.Worker` and `threads['Worker']`'s likes. */
function lastName(node: Node): string | null {
  if (node.type === 'Identifier') return node.name
  return node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier' ? node.property.name : null
}
