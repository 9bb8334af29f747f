import type { ArrowFunctionExpression, Node } from 'oxc-parser'
import { rewriteText } from '../../source/rewriteText.ts'
import { nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { insertBefore, withReplacement } from '../hoist.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { freshName, isPropertyName, usedNames } from '../names.ts'

/** `map`, `filter` and `reduce` one behind the other: each but the last makes an array that the next one throws away. */
export const chainedPasses: InsightRule = {
  name: 'chained-passes',
  effort: 'medium',
  kind: 'slow operation',
  goals: ['time', 'throughput', 'memory'],
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Statements/for...of',
  find: (tree, nodes) => nodes.flatMap((at) => findingAt(tree, at) ?? []),
}

/** Two passes are often as quick as a loop; three make two arrays for nothing. */
const fewestPasses = 3

interface Pass {
  readonly method: 'map' | 'filter' | 'reduce'
  readonly callback: ArrowFunctionExpression
  readonly start: Node | null
}

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const passes = passesOf(at.node)
  // Of a chain the outermost call stands for all.
  if (passes === null || passes.list.length < fewestPasses || isInChain(at)) return null
  const { node } = at
  const edit = editOf(tree, at, passes.list, passes.source)
  return edit === null ? null : {
    extent: { start: node.start, end: node.end },
    title: `Do in one pass what takes ${passes.list.length}`,
    explanation: `\`${passes.list.map(({ method }) => method).join('`, `')}\` each go through all elements, and all but the last make an array that is thrown away. One loop does the same without.`,
    saves: { low: 0.05, high: 0.95 },
    edit,
  }
}

function passesOf(node: Node): { readonly list: readonly Pass[]; readonly source: Node } | null {
  const list: Pass[] = []
  let at: Node = node
  for (;;) {
    const pass = passOf(at)
    // Only the last may be a reduce: what it gives is no array.
    if (pass === null || (pass.method === 'reduce' && list.length > 0)) break
    list.unshift(pass)
    if (at.type !== 'CallExpression' || at.callee.type !== 'MemberExpression') break
    at = at.callee.object
  }
  return list.length === 0 ? null : { list, source: at }
}

/** With an arrow function of one expression that asks for no index. */
function passOf(node: Node): Pass | null {
  if (node.type !== 'CallExpression' || node.optional || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.optional || node.callee.property.type !== 'Identifier') return null
  const { name } = node.callee.property
  const [callback, start, ...more] = node.arguments
  if (callback?.type !== 'ArrowFunctionExpression' || callback.async || callback.body.type === 'BlockStatement' || more.length > 0 || !callback.params.every((param) => param.type === 'Identifier')) return null
  if ((name === 'map' || name === 'filter') && callback.params.length === 1 && start === undefined) return { method: name, callback, start: null }
  return name === 'reduce' && callback.params.length === 2 && start !== undefined && start.type !== 'SpreadElement' ? { method: 'reduce', callback, start } : null
}

function isInChain({ node, parent }: PlacedNode): boolean {
  const call = parent?.parent?.node
  return parent?.node.type === 'MemberExpression' && parent.node.object === node && call !== undefined && passOf(call) !== null
}

function editOf(tree: SyntaxTree, at: PlacedNode, passes: readonly Pass[], source: Node): Finding['edit'] {
  const text = (node: Node): string => tree.text.slice(node.start, node.end)
  const result = freshName(tree, 'gathered')
  const element = freshName(tree, 'each')
  const end = tree.hasSemicolons ? ';' : ''
  const lines: string[] = []
  let value = element
  let made = 1
  for (const { method, callback, start } of passes) {
    const kept = method === 'reduce' ? callback.params[0] : null
    const parameter = callback.params[method === 'reduce' ? 1 : 0]
    const names = new Map([[nameOf(parameter), value], ...(kept ? [[nameOf(kept), result] as const] : [])])
    const body = renamed(tree, callback.body, names)
    if (body === null || [...usedNames({ node: callback.body, parent: null })].some((name) => name === element || name === result)) return null
    if (method === 'filter') lines.push(`if (!(${body})) continue${end}`)
    else if (method === 'map') {
      const next = freshName(tree, `${element}${++made}`)
      lines.push(`const ${next} = ${body}${end}`)
      value = next
    } else {
      lines.push(`${result} = ${body}${end}`)
      lines.unshift(`let ${result} = ${start === null ? '' : text(start)}${end}`)
    }
  }
  const isReduced = passes.at(-1)?.method === 'reduce'
  const [head = '', ...inner] = isReduced ? lines : [`const ${result} = []${end}`, ...lines, `${result}.push(${value})${end}`]
  const statement = [head, `for (const ${element} of ${text(source)}) {`, ...inner.map((line) => `  ${line}`), '}'].join('\n')
  const before = insertBefore(tree, at, statement, usedNames(at))
  return before === null ? null : withReplacement(before, { start: at.node.start, end: at.node.end, text: result })
}

function nameOf(parameter: Node | undefined): string {
  return parameter?.type === 'Identifier' ? parameter.name : ''
}

/** An expression with other names for its function's parameters; null where one stands for a property too, or is declared again. */
function renamed(tree: SyntaxTree, body: Node, names: ReadonlyMap<string, string>): string | null {
  const uses = nodesBelow({ node: body, parent: null }).filter((each) => each.node.type === 'Identifier' && names.has(each.node.name) && !isPropertyName(each))
  if (uses.some(({ parent }) => parent?.node.type === 'Property' && parent.node.shorthand) || nodesBelow({ node: body, parent: null }).some(({ node }) => node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression' || node.type === 'ThisExpression')) return null
  return rewriteText(tree.text, body, uses.map(({ node }) => ({ start: node.start, end: node.end, text: names.get(node.type === 'Identifier' ? node.name : '') ?? '' })))
}
