import type { Expression, Node, ObjectPropertyKind } from 'oxc-parser'
import { bare } from '../source/syntaxNode.ts'
import { nodesBelow } from '../source/syntaxTree.ts'
import type { SyntaxTree } from '../source/syntaxTree.ts'
import { freshName } from './names.ts'

/** What a reducer returns, as statements that add to what it has so far. */
export interface GrownValue {
  /** Null where its order cannot be kept. */
  readonly statements: readonly string[] | null
}

interface Part {
  readonly statement: string
  /** The member of what is kept that it writes; null where that is told by a value. */
  readonly writes: string | null
  readonly reads: readonly Node[]
}

/**
 * Null where a result is no copy with something behind it, or one that stays as small as it begins: to copy three sums costs the same in each round.
 * @param kept what is copied, as the text says it: `all`, `all.byId`
 * @param begun the literal that it begins as
 */
export function grownValue(tree: SyntaxTree, result: Expression, kept: string, begun: Expression): GrownValue | null {
  const found = grown(tree, bare(result), kept, begun)
  if (found === null || !found.grows) return null
  const { parts } = found
  const root = /^[\w$]+/u.exec(kept)?.[0] ?? kept
  if (parts.every((part, at) => part.reads.every((node) => !readsWritten(node, root, parts.slice(0, at))))) return { statements: parts.map(({ statement }) => statement) }
  return { statements: found.assigned === null ? null : [found.assigned] }
}

/** What its parts make of a result. */
interface Grown {
  readonly parts: readonly Part[]
  readonly grows: boolean
  /** All in one statement, that reads before it writes; null where there is none such. */
  readonly assigned: string | null
}

function grown(tree: SyntaxTree, result: Expression, kept: string, begun: Expression): Grown | null {
  if (begun.type === 'ArrayExpression') return grownArray(tree, result, kept)
  if (begun.type !== 'ObjectExpression') return null
  const properties = propertiesOf(tree, result, kept)
  if (properties === null || properties.length === 0) return null
  const text = (node: Node): string => tree.text.slice(node.start, node.end)
  let grows = false
  let isNested = false
  const parts: Part[] = []
  for (const property of properties) {
    if (property.type === 'SpreadElement') {
      grows = true
      parts.push({ statement: `Object.assign(${kept}, ${text(property.argument)})`, writes: null, reads: [property.argument] })
      continue
    }
    if (property.kind !== 'init' || property.method) return null
    const name = property.computed ? null : property.key.type === 'Identifier' ? property.key.name : null
    const initial = name === null ? undefined : memberOf(begun, name)
    const inner = name === null || initial === undefined ? null : grown(tree, bare(property.value), `${kept}.${name}`, bare(initial))
    if (inner?.grows === true) {
      grows = true
      isNested = true
      parts.push(...inner.parts.map((part) => ({ ...part, writes: name })))
      continue
    }
    if (property.computed) grows = true
    const key = name === null ? `[${text(property.key)}]` : `.${name}`
    parts.push({ statement: `${kept}${key} = ${text(property.value)}`, writes: name, reads: property.computed ? [property.key, property.value] : [property.value] })
  }
  return { parts, grows, assigned: isNested ? null : `Object.assign(${kept}, { ${properties.map(text).join(', ')} })` }
}

/** `{ ...kept, a: 1 }` and `Object.assign({}, kept, { a: 1 })`: what is added. */
function propertiesOf(tree: SyntaxTree, result: Expression, kept: string): readonly ObjectPropertyKind[] | null {
  const isKept = (node: Node | undefined): boolean => node !== undefined && tree.text.slice(node.start, node.end) === kept
  if (result.type === 'ObjectExpression') {
    const [first, ...added] = result.properties
    return first?.type === 'SpreadElement' && isKept(first.argument) ? added : null
  }
  if (result.type !== 'CallExpression' || result.callee.type !== 'MemberExpression' || tree.text.slice(result.callee.start, result.callee.end) !== 'Object.assign') return null
  const [target, copied, ...added] = result.arguments
  if (target?.type !== 'ObjectExpression' || target.properties.length > 0 || !isKept(copied)) return null
  const listed = added.flatMap((each) => (each.type === 'ObjectExpression' ? each.properties : []))
  return added.every((each) => each.type === 'ObjectExpression') ? listed : null
}

function grownArray(tree: SyntaxTree, result: Expression, kept: string): Grown | null {
  const text = (node: Node): string => tree.text.slice(node.start, node.end)
  const parts: Part[] = []
  const add = (node: Node): boolean => {
    if (node.type === 'SpreadElement') parts.push({ statement: eachPushed(tree, kept, text(node.argument)), writes: null, reads: [node.argument] })
    else parts.push({ statement: text(node), writes: '', reads: [node] })
    return true
  }
  if (result.type === 'ArrayExpression') {
    const [first, ...added] = result.elements
    if (first?.type !== 'SpreadElement' || text(first.argument) !== kept || added.length === 0 || !added.every((each) => each !== null && add(each))) return null
  } else if (result.type === 'CallExpression' && result.callee.type === 'MemberExpression' && !result.callee.computed && text(result.callee.object) === kept && result.callee.property.type === 'Identifier' && result.callee.property.name === 'concat') {
    const added = result.arguments
    if (added.length === 0 || added.some((each) => each.type === 'SpreadElement')) return null
    for (const each of added) {
      if (each.type === 'ArrayExpression') {
        if (!each.elements.every((element) => element !== null && add(element))) return null
      // Arrays are spread by concat, and other values are not: of what is not written out only `flat` can tell.
      } else parts.push({ statement: eachPushed(tree, kept, `[${text(each)}].flat()`), writes: null, reads: [each] })
    }
    if (parts.length === 0) return null
  } else return null
  return { parts: pushedTogether(parts, kept), grows: true, assigned: null }
}

/** Neighbours that are single elements are pushed by one call, which takes them all before it adds. */
function pushedTogether(parts: readonly Part[], kept: string): readonly Part[] {
  const found: Part[] = []
  let run: Part[] = []
  const end = (): void => {
    if (run.length > 0) found.push({ statement: `${kept}.push(${run.map(({ statement }) => statement).join(', ')})`, writes: null, reads: run.flatMap(({ reads }) => reads) })
    run = []
  }
  for (const part of parts) {
    if (part.writes === '') run.push(part)
    else {
      end()
      found.push(part)
    }
  }
  end()
  return found
}

/** One by one: as arguments of a call some 100,000 would be too many. */
function eachPushed(tree: SyntaxTree, kept: string, values: string): string {
  const each = freshName(tree, 'each')
  return `for (const ${each} of ${values}) ${kept}.push(${each})`
}

/** Whether a value depends on what earlier statements have changed by then. */
function readsWritten(node: Node, root: string, earlier: readonly Part[]): boolean {
  if (earlier.length === 0) return false
  return nodesBelow({ node, parent: null }).some(({ node: inner, parent }) => {
    if (inner.type !== 'Identifier' || inner.name !== root) return false
    const around = parent?.node
    if (around?.type === 'MemberExpression' && around.property === inner && !around.computed) return false
    const member = around?.type === 'MemberExpression' && around.object === inner && !around.computed && around.property.type === 'Identifier' ? around.property.name : null
    return earlier.some(({ writes }) => writes === null || member === null || writes === member)
  })
}

function memberOf(object: Expression, name: string): Expression | undefined {
  const found = object.type === 'ObjectExpression' ? object.properties.find((each) => each.type === 'Property' && !each.computed && each.key.type === 'Identifier' && each.key.name === name) : undefined
  return found?.type === 'Property' ? found.value : undefined
}
