import type { Node } from 'oxc-parser'
import { bare } from '../source/syntaxNode.ts'
import { nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { calledFunction } from './calledFunction.ts'
import { clientCall } from './clientCall.ts'
import { functionOf, usedNames } from './names.ts'
import { isFunction } from './repeats.ts'

/** A `Promise.all` that asks a database once for each row, all of them at once. */
export interface AskedAtOnce {
  /** `db.query` */
  readonly asked: string
  /** The function that is called for each row. */
  readonly each: PlacedNode
}

/** What asks a database for what has a key; a server may have no other way to be asked. */
const byKey = /(?:^|\.)(?:findUnique|findOne|findByPk|findById|findFirst|findUniqueOrThrow|findFirstOrThrow|findOneBy\w*|findBy[A-Z]\w*|findOneOrFail)$/u
const selecting = /\bSELECT\b[\s\S]*\bWHERE\b/iu
const forMany = /\bIN\s*\(|\bANY\s*\(|\bin\s*:|\$in\b/u

/** Null for other code. @param list what `Promise.all` is given */
export function askedAtOnce(tree: SyntaxTree, list: PlacedNode): AskedAtOnce | null {
  const { node } = list
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.property.type !== 'Identifier' || node.callee.property.name !== 'map') return null
  const [given] = node.arguments
  if (given === undefined) return null
  const placed: PlacedNode = { node: given, parent: list }
  const each = given.type === 'Identifier' ? functionOf(tree, placed, given.name) : isFunction(given) ? placed : null
  if (each === null || !('params' in each.node)) return null
  const [row] = each.node.params
  const names = row === undefined ? new Set<string>() : usedNames({ node: row, parent: each })
  for (const at of nodesBelow(each)) {
    const asked = clientCall(tree, at)
    if (asked !== null && asksByKey(tree, at, asked) && [...usedNames(at)].some((name) => names.has(name))) return { asked, each }
  }
  return null
}

function asksByKey(tree: SyntaxTree, at: PlacedNode, asked: string, depth = 0): boolean {
  const text = textOf(tree, at.node)
  if (forMany.test(text)) return false
  if (byKey.test(asked) || selecting.test(text)) return true
  const called = depth < 2 ? calledFunction(tree, at) : null
  return called !== null && nodesBelow(called).some((inner) => {
    const through = inner.node.type === 'CallExpression' && bare(inner.node.callee).type !== 'Super' ? clientCall(tree, inner) : null
    return through !== null && asksByKey(tree, inner, through, depth + 1)
  })
}

function textOf(tree: SyntaxTree, { start, end }: Node): string {
  return tree.text.slice(start, end)
}
