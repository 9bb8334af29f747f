import type { Node } from 'oxc-parser'
import { bare } from '../../source/syntaxNode.ts'
import { nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { arrowBodyExtent } from '../../source/arrowBodyExtent.ts'
import type { Finding, InsightRule } from '../insightRule.ts'

/** A reduce that copies what it has so far for each element: quadratic. */
export const copyInReduce: InsightRule = {
  name: 'copy-in-reduce',
  effort: 'quick win',
  kind: 'slow operation',
  goals: ['time', 'throughput', 'memory'],
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Array/reduce#when_to_not_use_reduce',
  find: (tree, nodes) => nodes.flatMap((at) => findingAt(tree, at) ?? []),
}

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const { node } = at
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.property.type !== 'Identifier' || !/^reduce(?:Right)?$/u.test(node.callee.property.name)) return null
  const [reducer, start] = node.arguments
  if (reducer?.type !== 'ArrowFunctionExpression' || start === undefined || start.type === 'SpreadElement' || reducer.async) return null
  const [kept] = reducer.params
  if (kept?.type !== 'Identifier') return null
  const initial = bare(start)
  // Only what is fresh may be changed: nobody else holds it.
  const isFresh = (initial.type === 'ArrayExpression' || initial.type === 'ObjectExpression')
  const result = resultOf(reducer.body)
  if (!isFresh || result === null) return null
  const statements = growing(tree, result, kept.name, initial.type === 'ArrayExpression')
  if (statements === null || usesElsewhere(reducer.body, kept.name, result)) return null
  const body = reducer.body.type === 'BlockStatement' ? null : reducer.body
  const [from, to] = body === null ? [result.start, result.end] : arrowBodyExtent(tree.text, body.start, body.end)
  const edit = body === null ? blockEdit(tree, reducer.body, result, statements, kept.name) : [{ start: from, end: to, text: `{ ${statements}; return ${kept.name} }` }]
  return {
    extent: { start: node.start, end: node.end },
    title: `Add to \`${kept.name}\` instead of copying it for each element`,
    explanation: `Each round copies all that was gathered before, so that twice as many elements take four times as long. \`${kept.name}\` begins as a new ${initial.type === 'ArrayExpression' ? 'array' : 'object'} that nobody else holds: it can be added to in place.`,
    saves: { low: 0.3, high: 0.998 },
    edit,
  }
}

/** What a reducer returns, where that is written once. */
function resultOf(body: Node): Node | null {
  if (body.type !== 'BlockStatement') return body
  const last = body.body.at(-1)
  const returns = nodesBelow({ node: body, parent: null }).filter(({ node }) => node.type === 'ReturnStatement')
  return returns.length === 1 && last?.type === 'ReturnStatement' ? last.argument : null
}

/** Statements that add what a copy adds; null where the result is no copy with something behind it. */
function growing(tree: SyntaxTree, result: Node, kept: string, isArray: boolean): string | null {
  const text = (node: Node): string => tree.text.slice(node.start, node.end)
  const isKept = (node: Node | null | undefined): boolean => node?.type === 'Identifier' && node.name === kept
  if (isArray && result.type === 'ArrayExpression') {
    const [first, ...added] = result.elements
    if (first?.type !== 'SpreadElement' || !isKept(first.argument) || added.length === 0 || added.includes(null)) return null
    return `${kept}.push(${added.map((each) => (each === null ? '' : text(each))).join(', ')})`
  }
  if (isArray && result.type === 'CallExpression' && result.callee.type === 'MemberExpression' && isKept(result.callee.object) && result.callee.property.type === 'Identifier' && result.callee.property.name === 'concat') {
    const [added] = result.arguments
    if (result.arguments.length !== 1 || added === undefined) return null
    // Arrays are spread by concat, and other values are not: only what is written out can be told.
    if (added.type === 'ArrayExpression') return `${kept}.push(${added.elements.map((each) => (each === null ? '' : text(each))).join(', ')})`
    return null
  }
  if (!isArray && result.type === 'ObjectExpression') {
    const [first, ...added] = result.properties
    if (first?.type !== 'SpreadElement' || !isKept(first.argument) || added.length === 0) return null
    const lines = added.map((property) => {
      if (property.type === 'SpreadElement') return `Object.assign(${kept}, ${text(property.argument)})`
      if (property.kind !== 'init' || property.method) return null
      const key = property.computed ? `[${text(property.key)}]` : property.key.type === 'Identifier' ? `.${property.key.name}` : `[${text(property.key)}]`
      return `${kept}${key} = ${text(property.value)}`
    })
    return lines.includes(null) ? null : lines.join('; ')
  }
  return null
}

/** Whether what was gathered is handed on, or kept, somewhere else in the reducer. Reading members of it is fine. */
function usesElsewhere(body: Node, kept: string, result: Node): boolean {
  return nodesBelow({ node: body, parent: null }).some(({ node, parent }) => {
    if (node.type !== 'Identifier' || node.name !== kept || parent === null) return false
    if (parent.node.type === 'MemberExpression') return parent.node.object === node ? false : parent.node.computed
    return !(parent.node.type === 'SpreadElement' && node.start >= result.start && node.end <= result.end)
  })
}

function blockEdit(tree: SyntaxTree, body: Node, result: Node, statements: string, kept: string): Finding['edit'] {
  if (body.type !== 'BlockStatement') return null
  const last = body.body.at(-1)
  if (last === undefined || last.type !== 'ReturnStatement' || last.argument === null || result.start < last.start) return null
  const lineStart = tree.text.lastIndexOf('\n', last.start - 1) + 1
  const indentation = /^[ \t]*/u.exec(tree.text.slice(lineStart, last.start))?.[0] ?? ''
  const semicolon = tree.text.slice(last.start, last.end).endsWith(';') ? ';' : ''
  return [{ start: last.start, end: last.end, text: `${statements}${semicolon}\n${indentation}return ${kept}${semicolon}` }]
}
