import type { ArrowFunctionExpression, Node } from 'oxc-parser'
import { rewriteText } from '../../source/rewriteText.ts'
import { isFunctionLike } from '../../source/syntaxNode.ts'
import { nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { insertBefore, withReplacement } from '../hoist.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { declarationOf, freshName, functionOf, isPropertyName, usedNames } from '../names.ts'

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
  /** Written there, or one of this text under a name, or one of the language's. */
  readonly callback: ArrowFunctionExpression | Extract<Node, { type: 'Identifier' }>
  readonly start: Node | null
  /** Comments before it in the chain. */
  readonly comments: readonly string[]
}

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const passes = passesOf(tree, at)
  // Of a chain the outermost call stands for all.
  if (passes === null || passes.list.length < fewestPasses || isInChain(tree, at) || passes.source.type === 'ArrayExpression') return null
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

function passesOf(tree: SyntaxTree, top: PlacedNode): { readonly list: readonly Pass[]; readonly source: Node } | null {
  const list: Pass[] = []
  let at: Node = top.node
  for (;;) {
    const pass = passOf(tree, { node: at, parent: top.parent })
    // Only the last may be a reduce: what it gives is no array.
    if (pass === null || (pass.method === 'reduce' && list.length > 0)) break
    list.unshift(pass)
    if (at.type !== 'CallExpression' || at.callee.type !== 'MemberExpression') break
    at = at.callee.object
  }
  return list.length === 0 ? null : { list, source: at }
}

/** With a function of one expression that asks for no index, and changes nothing that the next pass could see. */
function passOf(tree: SyntaxTree, at: PlacedNode): Pass | null {
  const { node } = at
  if (node.type !== 'CallExpression' || node.optional || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.optional || node.callee.property.type !== 'Identifier') return null
  const { name } = node.callee.property
  const [callback, start, ...more] = node.arguments
  const takes = name === 'reduce' ? 2 : 1
  const comments = tree.text.slice(node.callee.object.end, node.callee.property.start).match(/\/\/[^\n]*|\/\*[^]*?\*\//gu) ?? []
  if (callback === undefined || more.length > 0 || !(callback.type === 'Identifier' ? takesAtMost(tree, at, callback.name, takes) : isExpression(callback, takes))) return null
  if (callback.type !== 'Identifier' && callback.type !== 'ArrowFunctionExpression') return null
  if ((name === 'map' || name === 'filter') && start === undefined) return { method: name, callback, start: null, comments }
  return name === 'reduce' && start !== undefined && start.type !== 'SpreadElement' ? { method: 'reduce', callback, start, comments } : null
}

function isExpression(callback: Node, takes: number): boolean {
  return callback.type === 'ArrowFunctionExpression' && !callback.async && callback.body.type !== 'BlockStatement' && callback.params.length === takes && callback.params.every((param, at) => param.type === 'Identifier' || (at === takes - 1 && membersOf(param) !== null))
    && nodesBelow({ node: callback.body, parent: null }).every(({ node }) => !['AssignmentExpression', 'UpdateExpression', 'AwaitExpression', 'YieldExpression'].includes(node.type))
}

/** A function that is handed the index too, and the array, and takes no notice. */
function takesAtMost(tree: SyntaxTree, at: PlacedNode, name: string, most: number): boolean {
  if (declarationOf(tree, at, name) === null) return most === 1 && /^(?:Boolean|Number|String)$/u.test(name)
  const fn = functionOf(tree, at, name)
  if (fn === null || !isFunctionLike(fn.node) || fn.node.async || fn.node.generator || fn.node.params.length > most || !fn.node.params.every((param) => param.type === 'Identifier' || param.type === 'ObjectPattern')) return false
  return nodesBelow(fn).every(({ node }) => !['UpdateExpression', 'ThisExpression', 'ThrowStatement'].includes(node.type) && node.type !== 'AssignmentExpression' && !(node.type === 'Identifier' && node.name === 'arguments'))
}

/** `{ price, qty: count }`: the members that its names stand for; null for other patterns. */
function membersOf(pattern: Node): ReadonlyMap<string, string> | null {
  if (pattern.type !== 'ObjectPattern') return null
  const members = new Map<string, string>()
  for (const property of pattern.properties) {
    if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier' || property.value.type !== 'Identifier') return null
    members.set(property.value.name, property.key.name)
  }
  return members
}

function isInChain(tree: SyntaxTree, { node, parent }: PlacedNode): boolean {
  const call = parent?.parent
  return parent?.node.type === 'MemberExpression' && parent.node.object === node && !!call && passOf(tree, call) !== null
}

function editOf(tree: SyntaxTree, at: PlacedNode, passes: readonly Pass[], source: Node): Finding['edit'] {
  const text = (node: Node): string => tree.text.slice(node.start, node.end)
  const result = freshName(tree, 'gathered')
  const element = freshName(tree, 'each')
  const end = tree.hasSemicolons ? ';' : ''
  const lines: string[] = []
  let value = element
  let made = 1
  for (const { method, callback, start, comments } of passes) {
    lines.push(...comments)
    const body = callback.type === 'Identifier' ? `${callback.name}(${method === 'reduce' ? `${result}, ` : ''}${value})` : bodyOf(tree, callback, method, value, result)
    if (body === null) return null
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

/** What a function gives, of these values. */
function bodyOf(tree: SyntaxTree, callback: ArrowFunctionExpression, method: Pass['method'], value: string, result: string): string | null {
  const kept = method === 'reduce' ? callback.params[0] : null
  const parameter = callback.params[method === 'reduce' ? 1 : 0]
  const members = parameter === undefined ? null : membersOf(parameter)
  const own = members === null ? [[nameOf(parameter), value] as const] : [...members].map(([name, member]) => [name, `${value}.${member}`] as const)
  return renamed(tree, callback.body, new Map([...own, ...(kept ? [[nameOf(kept), result] as const] : [])]))
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
