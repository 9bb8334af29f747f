import type { Expression, Node } from 'oxc-parser'
import { arrowBodyExtent } from '../../source/arrowBodyExtent.ts'
import type { Rewrite } from '../../source/rewriteText.ts'
import { bare, isFunctionLike } from '../../source/syntaxNode.ts'
import type { FunctionLike } from '../../source/syntaxNode.ts'
import { nodesAround, nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { grownValue } from '../grownValue.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { functionOf, isPropertyName, usesOf } from '../names.ts'
import { isFunction } from '../repeats.ts'

/** A reduce that copies what it has so far for each element: quadratic. */
export const copyInReduce: InsightRule = {
  name: 'copy-in-reduce',
  effort: 'quick win',
  kind: 'slow operation',
  goals: ['time', 'throughput', 'memory'],
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Array/reduce#when_to_not_use_reduce',
  find: (tree, nodes) => nodes.flatMap((at) => findingAt(tree, at) ?? []),
}

/** What a reducer gives up: the expression, and the statement that returns it in a block. */
interface Result {
  readonly value: Expression
  readonly statement: PlacedNode | null
}

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const { node } = at
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.property.type !== 'Identifier' || !/^reduce(?:Right)?$/u.test(node.callee.property.name)) return null
  const [handed, start] = node.arguments
  if (handed === undefined || start === undefined || start.type === 'SpreadElement') return null
  const reducer = reducerOf(tree, at, handed)
  // Only what is fresh may be changed: nobody else holds it.
  const initial = bare(start)
  if (reducer === null || (initial.type !== 'ArrayExpression' && initial.type !== 'ObjectExpression')) return null
  const [kept] = reducer.fn.params
  if (kept?.type !== 'Identifier') return null
  const grown = resultsOf(reducer.fn).map((result) => ({ result, changes: changesOf(tree, result.value, kept.name, initial) }))
  if (grown.length === 0 || !grown.some(({ changes }) => changes?.grows)) return null
  // What is handed on, or kept, somewhere else must stay as it was then.
  if (usesElsewhere(reducer.fn, kept.name)) return null
  return {
    // A function of its own takes the time where it stands.
    extent: handed.type === 'Identifier' ? { start: reducer.fn.start, end: reducer.fn.end } : { start: node.start, end: node.end },
    title: `Add to \`${kept.name}\` instead of copying it for each element`,
    explanation: `Each round copies all that was gathered before, so that twice as many elements take four times as long. \`${kept.name}\` begins as a new ${initial.type === 'ArrayExpression' ? 'array' : 'object'} that nobody else holds: it can be added to in place.`,
    saves: { low: 0.3, high: 0.998 },
    edit: reducer.isShared ? null : editOf(tree, reducer.fn, grown, kept.name),
  }
}

/** The function that is written there, or that a name stands for. */
function reducerOf(tree: SyntaxTree, at: PlacedNode, handed: Node): { readonly fn: FunctionLike; readonly isShared: boolean } | null {
  const found = handed.type === 'Identifier' ? functionOf(tree, at, handed.name)?.node : handed
  if (found === undefined || !isFunctionLike(found) || found.async || found.generator) return null
  // Its declaration, and this use of it.
  return { fn: found, isShared: handed.type === 'Identifier' && (usesOf(tree, handed.name).length > 2 || isExported(tree, handed.name)) }
}

function isExported(tree: SyntaxTree, name: string): boolean {
  return usesOf(tree, name).some((use) => nodesAround(use).some(({ node }, index) => node.type === 'ExportNamedDeclaration' && index < 3))
}

/** All that a reducer returns itself. */
function resultsOf(fn: FunctionLike): readonly Result[] {
  if (fn.body === null) return []
  if (fn.body.type !== 'BlockStatement') return [{ value: bare(fn.body), statement: null }]
  const own = nodesBelow({ node: fn, parent: null }).filter((each) => each.node.type === 'ReturnStatement' && nodesAround(each).find(({ node }) => isFunction(node))?.node === fn)
  return own.flatMap((statement) => (statement.node.type === 'ReturnStatement' && statement.node.argument !== null ? [{ value: bare(statement.node.argument), statement }] : []))
}

interface Changes {
  readonly grows: boolean
  /** Null where the change is the user's. */
  readonly statements: readonly string[] | null
}

/** What stands for a result; null where it is not known. */
function changesOf(tree: SyntaxTree, value: Expression, kept: string, initial: Expression): Changes | null {
  if (value.type === 'Identifier' && value.name === kept) return { grows: false, statements: [] }
  if (value.type === 'ConditionalExpression') {
    const yes = changesOf(tree, bare(value.consequent), kept, initial)
    const no = changesOf(tree, bare(value.alternate), kept, initial)
    if (yes === null || no === null) return null
    return { grows: yes.grows || no.grows, statements: yes.statements === null || no.statements === null ? null : chosen(tree.text.slice(value.test.start, value.test.end), yes.statements, no.statements) }
  }
  const grown = grownValue(tree, value, kept, initial)
  return grown === null ? null : { grows: true, statements: grown.statements }
}

/** Statements that take one of two ways. */
function chosen(test: string, yes: readonly string[], no: readonly string[]): readonly string[] {
  if (yes.length === 0 && no.length === 0) return []
  if (no.length === 0) return [`if (${test}) ${blockOf(yes)}`]
  if (yes.length === 0) return [`if (!(${test})) ${blockOf(no)}`]
  return [`if (${test}) { ${yes.join('; ')} } else { ${no.join('; ')} }`]
}

function blockOf(statements: readonly string[]): string {
  const [only = '', ...more] = statements
  return more.length === 0 && !/^(?:for|if) /u.test(only) ? only : `{ ${statements.join('; ')} }`
}

/** Whether what was gathered is handed on, or kept, somewhere else in the reducer, or read later. Reading members of it is fine. */
function usesElsewhere(fn: FunctionLike, kept: string): boolean {
  return nodesBelow({ node: fn, parent: null }).some((each) => {
    const { node, parent } = each
    if (node.type !== 'Identifier' || node.name !== kept || parent === null || fn.params.some((param) => param === node) || isPropertyName(each)) return false
    if (nodesAround(each).find((around) => isFunction(around.node))?.node !== fn) return true
    const around = parent.node
    if (around.type === 'MemberExpression') return around.object !== node
    const isAssigned = around.type === 'CallExpression' && around.arguments[1] === node && around.arguments[0]?.type === 'ObjectExpression'
    return !(isAssigned || around.type === 'SpreadElement' || around.type === 'ReturnStatement' || around.type === 'ConditionalExpression' || (around.type === 'ArrowFunctionExpression' && around.body === node))
  })
}

function editOf(tree: SyntaxTree, fn: FunctionLike, grown: readonly { readonly result: Result; readonly changes: Changes | null }[], kept: string): Finding['edit'] {
  const rewrites: Rewrite[] = []
  for (const { result: { value, statement }, changes } of grown) {
    if (changes === null || changes.statements === null) return null
    if (changes.statements.length === 0) continue
    if (statement === null) {
      const [start, end] = fn.body === null ? [value.start, value.end] : arrowBodyExtent(tree.text, fn.body.start, fn.body.end)
      rewrites.push({ start, end, text: `{ ${changes.statements.join('; ')}; return ${kept} }` })
      continue
    }
    // Alone below an `if` it would be two statements where one can stand.
    if (statement.parent?.node.type !== 'BlockStatement') return null
    const { start, end } = statement.node
    const lineStart = tree.text.lastIndexOf('\n', start - 1) + 1
    const indentation = /^[ \t]*/u.exec(tree.text.slice(lineStart, start))?.[0] ?? ''
    const semicolon = tree.text.slice(start, end).endsWith(';') ? ';' : ''
    rewrites.push({ start, end, text: [...changes.statements.map((each) => (each.endsWith('}') ? each : `${each}${semicolon}`)), `return ${kept}${semicolon}`].join(`\n${indentation}`) })
  }
  return rewrites
}
