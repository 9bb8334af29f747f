import type { Node } from 'oxc-parser'
import { bare } from '../source/syntaxNode.ts'
import { nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { calledFunction } from './calledFunction.ts'
import { declarationOf, usedNames } from './names.ts'
import { repetitionsAround } from './repeats.ts'
import type { Repetition } from './repeats.ts'

/** A loop that runs a query of a synchronous database (`node:sqlite`, `better-sqlite3`) for each of its rows. */
export interface QueriedEachRound {
  /** `statement.get` */
  readonly asked: string
  readonly repetition: Repetition
  /** Each round has the query prepared, too. */
  readonly isPreparedAnew: boolean
}

/** What a statement is asked for rows by; what it writes is written row by row. */
const reading: ReadonlySet<string> = new Set(['get', 'all', 'iterate'])

/** What may stand between: `db.prepare(…).pluck().get(id)`. */
const chained: ReadonlySet<string> = new Set(['pluck', 'raw', 'expand', 'safeIntegers', 'bind'])

/** A query for many rows, for a part of them, or one that changes some. */
const forMany = /\bIN\s*\(|\bLIMIT\s+(?!1\b)|\bOFFSET\b|json_each|^\W*(?:INSERT|UPDATE|DELETE|REPLACE|PRAGMA|BEGIN)\b/iu

/** Where a call in a loop runs one, itself or through functions of the same text; null where it does not, or is no question for the round's own row. */
export function queriedEachRound(tree: SyntaxTree, at: PlacedNode): QueriedEachRound | null {
  const [repetition] = repetitionsAround(at)
  const found = repetition === undefined ? null : queryBy(tree, at, 0)
  if (repetition === undefined || found === null || at.node.type !== 'CallExpression' || endsEarly(repetition)) return null
  const { node } = repetition.part
  const isOfRow = at.node.arguments.some((part) => [...usedNames({ node: part, parent: at })].some((name) => {
    const declared = declarationOf(tree, at, name)?.node
    return declared !== undefined && declared.start >= node.start && declared.end <= node.end
  }))
  return isOfRow ? { asked: textOf(tree, at.node.callee), repetition, isPreparedAnew: found.isPreparedHere } : null
}

/** Functions that call one another to get at a query. */
const deepest = 3

function queryBy(tree: SyntaxTree, at: PlacedNode, depth: number): { readonly isPreparedHere: boolean } | null {
  const { node } = at
  if (node.type !== 'CallExpression') return null
  const callee = bare(node.callee)
  if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && !callee.computed && reading.has(callee.property.name)) {
    const sql = sqlOf(tree, { node: bare(callee.object), parent: at })
    if (sql !== null) return forMany.test(sql.text) ? null : { isPreparedHere: sql.isHere }
  }
  const called = depth < deepest ? calledFunction(tree, at) : null
  if (called === null) return null
  for (const each of nodesBelow(called)) {
    const found = queryBy(tree, each, depth + 1)
    if (found !== null) return found
  }
  return null
}

/** What a statement was prepared from, there or where its variable or property was set; null where it is none. */
function sqlOf(tree: SyntaxTree, at: PlacedNode, isHere = true): { readonly text: string; readonly isHere: boolean } | null {
  const { node } = at
  switch (node.type) {
    case 'CallExpression': {
      const callee = bare(node.callee)
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return null
      if (chained.has(callee.property.name)) return sqlOf(tree, { node: bare(callee.object), parent: at }, isHere)
      const [sql] = node.arguments
      return callee.property.name === 'prepare' && sql !== undefined ? { text: textIn(tree, sql), isHere } : null
    }
    case 'Identifier': {
      const declarator = declarationOf(tree, at, node.name)?.parent
      return declarator?.node.type === 'VariableDeclarator' && declarator.node.init !== null ? sqlOf(tree, { node: bare(declarator.node.init), parent: declarator }, false) : null
    }
    case 'MemberExpression': {
      const init = propertyValue(tree, node.property)
      return init && sqlOf(tree, init, false)
    }
    default: return null
  }
}

/** What `this.name` was set to, in a field or in a constructor. */
function propertyValue(tree: SyntaxTree, property: Node): PlacedNode | null {
  const isIt = (key: Node): boolean => (key.type === 'Identifier' || key.type === 'PrivateIdentifier') && key.type === property.type && 'name' in property && key.name === property.name
  for (const at of tree.nodes) {
    const { node } = at
    if ((node.type === 'PropertyDefinition' || node.type === 'Property') && node.value !== null && isIt(node.key) && node.value.type === 'CallExpression') return { node: bare(node.value), parent: at }
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && isIt(node.left.property)) return { node: bare(node.right), parent: at }
  }
  return null
}

/** It looks for one row, and stops where that is found. */
function endsEarly({ whole }: Repetition): boolean {
  const { node } = whole
  return node.type !== 'CallExpression' && nodesBelow(whole).some((each) => each.node.type === 'BreakStatement' || (each.node.type === 'ReturnStatement' && !isInInnerFunction(each, whole)))
}

function isInInnerFunction(at: PlacedNode, whole: PlacedNode): boolean {
  for (let around = at.parent; around !== null && around.node !== whole.node; around = around.parent) if (/Function/u.test(around.node.type)) return true
  return false
}

function textIn(tree: SyntaxTree, { start, end }: Node): string {
  return tree.text.slice(start, end)
}

function textOf(tree: SyntaxTree, callee: Node): string {
  const node = callee.type === 'MemberExpression' && callee.object.type === 'CallExpression' ? callee.property : callee
  return textIn(tree, node)
}
