import type { Node } from 'oxc-parser'
import type { Rewrite } from '../../source/rewriteText.ts'
import { nodesAround, nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { growingArrayAt } from '../growingArray.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { keyedSearchAt } from '../keyedSearch.ts'
import type { KeyedSearch } from '../keyedSearch.ts'
import { leastSearchMs } from '../leastSearchMs.ts'
import type { Lookup } from '../lookup.ts'
import { msPerExecution } from '../msPerExecution.ts'
import { declarationOf, freshName, rootName, usesOf } from '../names.ts'
import { elementsNeverNan, neverNan } from '../neverNan.ts'
import { isFunction } from '../repeats.ts'
import { functionAround } from '../functionAround.ts'

/** An array that grows, and is searched before each addition: by a loop, or by a function that is called for each element. */
export const arrayAsSet: InsightRule = {
  name: 'array-as-set',
  effort: 'quick win',
  kind: 'slow operation',
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Set#performance',
  // A short array is searched as quickly as a set is asked; a long one takes most of the time.
  leastShare: 0.2,
  leastMs: leastSearchMs,
  find: (tree, nodes, seen) => {
    const arrays = new Set<Node>()
    return nodes.flatMap((at) => uniqueByIndex(tree, at) ?? grownArray(tree, at, arrays, seen) ?? [])
  },
}

/** Searches that take less were of short arrays: a Set takes some 20 ns to ask, and a string has to be hashed for it. */
const leastMsASearch = 0.000_06

/** @param spoken arrays that a finding is about: its edit changes all searches */
function grownArray(tree: SyntaxTree, at: PlacedNode, spoken: Set<Node>, seen: Seen): Finding | null {
  const search = keyedSearchAt(at)
  const grown = search === null ? null : growingArrayAt(tree, at, search.array)
  if (search === null || grown === null || spoken.has(grown.key)) return null
  const took = msPerExecution(tree, at.node, seen)
  if (took !== null && took < leastMsASearch) return null
  spoken.add(grown.key)
  const text = tree.text.slice(search.array.start, search.array.end)
  return {
    extent: { start: at.node.start, end: at.node.end },
    title: titleOf(search, text),
    explanation: `\`${text}\` is searched from its beginning ${grown.inLoop ? 'in each round' : 'each time'}, and grows meanwhile: twice as many elements take four times as long. A ${search.takesElement ? 'Map' : 'Set'} answers at once, however many it holds.`,
    saves: { low: 0.3, high: 0.998 },
    edit: grown.declared === null || !grown.inLoop || search.lookup === null ? null : editOf(tree, grown.declared),
  }
}

function titleOf({ keys, takesElement }: KeyedSearch, array: string): string {
  const [only, ...more] = keys
  const known = `Keep a ${takesElement ? 'Map' : 'Set'}`
  if (only === undefined) return `${known} to ask, instead of searching \`${array}\` each time`
  const named = /^\d+$/u.test(only) ? `the element at ${only}` : `\`${only}\``
  return `${known} ${takesElement ? 'by' : 'of'} ${more.length === 0 ? named : `${keys.map((key) => `\`${key}\``).join(' and ')} as one key`}, instead of searching \`${array}\` each time`
}

/** All that happens to it is known: it is searched, added to, and read. */
function editOf(tree: SyntaxTree, declared: PlacedNode): Finding['edit'] {
  const declarator = declared.parent?.node
  const declaration = declared.parent?.parent
  if (declared.node.type !== 'Identifier' || declarator?.type !== 'VariableDeclarator' || declarator.init?.type !== 'ArrayExpression' || declarator.init.elements.length > 0) return null
  const { init } = declarator
  const { name } = declared.node
  const uses = usesOf(tree, name).filter((use) => use !== declared && declarationOf(tree, use, name) === declared)
  if (declaration?.node.type !== 'VariableDeclaration' || declaration.node.kind !== 'const' || declaration.node.declarations.length !== 1) return null
  const owner = functionAround(declared)
  const after = growthEnd(declaration, uses)
  const lookups: Lookup[] = []
  const pushes: { readonly call: PlacedNode; readonly added: Node }[] = []
  let isRead = false
  for (const use of uses) {
    const method = methodCalled(use)
    const lookup = method === null ? null : keyedSearchAt(method.call)?.lookup ?? null
    if (lookup !== null) {
      lookups.push(lookup)
      continue
    }
    if (method?.name === 'push') {
      const added = method.call.node.type === 'CallExpression' && method.call.node.arguments.length === 1 ? method.call.node.arguments[0] : undefined
      if (added === undefined || !isPlain(added) || method.call.parent?.node.type !== 'ExpressionStatement') return null
      pushes.push({ call: method.call, added })
      continue
    }
    if (!isOnlyRead(use, after, owner)) return null
    isRead = true
  }
  const text = (node: Node): string => tree.text.slice(node.start, node.end)
  const set = isRead ? freshName(tree, `${name}Set`) : name
  if (lookups.some(({ whole }) => whole.node.start >= after)) return null
  const asked = lookups.map(({ whole, negated, wanted, isStrict, array }): Rewrite => ({ start: whole.node.start, end: whole.node.end, text: hasText(set, text(wanted), negated, isStrict && !neverNan(tree, { node: wanted, parent: array.parent })) }))
  if (!isRead) {
    return [{ start: declared.node.start, end: init.end, text: `${name} = new Set${elementType(declared.node, text)}()` }, ...asked, ...pushes.map(({ call, added }): Rewrite => ({ start: call.node.start, end: call.node.end, text: `${name}.add(${text(added)})` }))]
  }
  const end = tree.hasSemicolons ? ';' : ''
  const indentation = indentationAt(tree.text, declaration.node.start)
  return [
    { start: declaration.node.end, end: declaration.node.end, text: `\n${indentation}const ${set} = new Set()${end}` },
    ...asked,
    ...pushes.flatMap(({ call, added }) => withAddition(tree, call.parent, `${set}.add(${text(added)})${end}`)),
  ]
}

/** @param mayBeNan a set finds NaN, and `indexOf` does not */
function hasText(set: string, wanted: string, negated: boolean, mayBeNan: boolean): string {
  if (!mayBeNan) return `${negated ? '!' : ''}${set}.has(${wanted})`
  return negated ? `(Number.isNaN(${wanted}) || !${set}.has(${wanted}))` : `(!Number.isNaN(${wanted}) && ${set}.has(${wanted}))`
}

/** A statement with another behind it, in a block where it stands alone below an `if`. */
function withAddition({ text }: SyntaxTree, statement: PlacedNode | null, addition: string): readonly Rewrite[] {
  const around = statement?.parent?.node
  if (statement === null || around === undefined) return []
  const { start, end } = statement.node
  const own = indentationAt(text, start)
  if (around.type === 'BlockStatement') return [{ start: end, end, text: `\n${own}${addition}` }]
  const trimmed = text.slice(0, start).trimEnd()
  // Behind a comment to the end of its line nothing can be written.
  const before = /\/\/[^\n]*$/u.test(trimmed) ? start : trimmed.length
  const outer = indentationAt(text, around.start)
  const inner = `${outer}${outer.startsWith('\t') ? '\t' : '  '}`
  const isOnOwnLine = text.slice(before, start).includes('\n')
  return [{ start: before, end: start, text: `${before === start ? '' : ' '}{\n${isOnOwnLine ? own : inner}` }, { start: end, end, text: `\n${isOnOwnLine ? own : inner}${addition}\n${outer}}` }]
}

/** `all.filter((each, at) => all.indexOf(each) === at)` */
function uniqueByIndex(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const { node } = at
  if (node.type !== 'CallExpression' || node.optional || node.arguments.length !== 1 || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.property.type !== 'Identifier' || node.callee.property.name !== 'filter') return null
  const [test] = node.arguments
  if (test?.type !== 'ArrowFunctionExpression' || test.params.length < 2 || test.body.type !== 'BinaryExpression' || test.body.operator !== '===') return null
  const text = (part: Node): string => tree.text.slice(part.start, part.end)
  const [element, index, whole] = test.params.map((param) => (param.type === 'Identifier' ? param.name : null))
  const [call, place] = test.body.left.type === 'CallExpression' ? [test.body.left, test.body.right] : [test.body.right, test.body.left]
  const array = node.callee.object
  if (call.type !== 'CallExpression' || call.arguments.length !== 1 || call.callee.type !== 'MemberExpression' || call.callee.computed || call.callee.property.type !== 'Identifier' || call.callee.property.name !== 'indexOf') return null
  const searched = call.callee.object
  const isSame = searched.type === 'Identifier' && searched.name === whole ? true : (array.type === 'Identifier' || array.type === 'MemberExpression') && text(searched) === text(array)
  if (!isSame || !isNamed(call.arguments[0], element) || !isNamed(place, index)) return null
  return {
    extent: { start: node.start, end: node.end },
    title: `Take what is different by a Set, not by searching for each element's first place`,
    explanation: `All elements before are searched again for each one: twice as many take four times as long. A Set keeps the first of each in one pass, in the same order.`,
    saves: { low: 0.3, high: 0.998 },
    edit: [{ start: node.start, end: node.end, text: `[...new Set(${text(array)}${elementsNeverNan(tree, { node: array, parent: at }) ? '' : '.filter((each) => !Number.isNaN(each))'})]` }],
  }
}

function isNamed(node: Node | undefined, name: string | null | undefined): boolean {
  return node?.type === 'Identifier' && node.name === name
}

/** The method of an array that a use calls. */
function methodCalled({ node, parent }: PlacedNode): { readonly name: string; readonly call: PlacedNode } | null {
  const call = parent?.parent
  if (parent?.node.type !== 'MemberExpression' || parent.node.object !== node || parent.node.computed || parent.node.property.type !== 'Identifier' || call?.node.type !== 'CallExpression' || call.node.callee !== parent.node) return null
  return { name: parent.node.property.name, call }
}

/** Where the last statement that adds to it ends, of those beside its declaration. */
function growthEnd(declaration: PlacedNode, uses: readonly PlacedNode[]): number {
  return Math.max(...uses.filter((use) => methodCalled(use)?.name === 'push').map((use) => nodesAround(use).find(({ parent }) => parent?.node === declaration.parent?.node)?.node.end ?? Infinity))
}

/** Its length or an element is read; or it is handed on once all is added. */
function isOnlyRead(use: PlacedNode, after: number, owner: Node | undefined): boolean {
  const { node, parent } = use
  if (node.start >= after && functionAround(use) === owner) return true
  const around = parent?.node
  if (around?.type !== 'MemberExpression' || around.object !== node || !(around.computed || (around.property.type === 'Identifier' && around.property.name === 'length'))) return false
  const user = parent?.parent?.node
  const isWritten = (user?.type === 'AssignmentExpression' && user.left === around) || user?.type === 'UpdateExpression' || (user?.type === 'UnaryExpression' && user.operator === 'delete')
  return !isWritten && !(user?.type === 'CallExpression' && user.callee === around)
}

/** `<string>` of what is declared as `string[]`. */
function elementType(declared: Node, text: (node: Node) => string): string {
  const type = declared.type === 'Identifier' ? declared.typeAnnotation?.typeAnnotation : undefined
  return type?.type === 'TSArrayType' ? `<${text(type.elementType)}>` : ''
}

/** To ask for it twice is the same as to ask for it once. */
function isPlain(node: Node): boolean {
  return node.type === 'Literal' || node.type === 'Identifier' || (node.type === 'MemberExpression' && rootName(node) !== null && nodesBelow({ node, parent: null }).every((each) => !isFunction(each.node) && each.node.type !== 'CallExpression'))
}

function indentationAt(text: string, offset: number): string {
  return /^[ \t]*/u.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? ''
}
