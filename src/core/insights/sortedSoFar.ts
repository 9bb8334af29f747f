import type { Node } from 'oxc-parser'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import type { Finding } from './insightRule.ts'
import { declarationOf, freshName, mayChange, usedNames, usesOf } from './names.ts'
import { repetitionsAround } from './repeats.ts'

/** `all.sort(…)` in a loop that only adds to it, or takes from its ends: what was there before is in order already. Or behind the same sort. */
export function sortedSoFar(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const { node } = at
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.object.type !== 'Identifier' || node.callee.property.type !== 'Identifier' || node.callee.property.name !== 'sort') return null
  const { name } = node.callee.object
  const declared = declarationOf(tree, at, name)
  if (declared === null) return null
  const compare = node.arguments[0]
  const repetition = repetitionsAround(at)[0]
  if (repetition === undefined || (declared.node.start >= repetition.whole.node.start && declared.node.end <= repetition.whole.node.end)) return sortedBefore(tree, at, name, compare, declared)
  const { part } = repetition
  const uses = usesOf(tree, name).filter((use) => use.node.start >= part.node.start && use.node.end <= part.node.end)
  const methods = uses.map(methodOf)
  const added = methods.flatMap((each) => (each?.name === 'push' ? [each.call] : []))
  const isKnown = methods.every((each) => each !== null && ['', 'push', 'shift', 'pop', 'sort', 'at', 'slice', 'join', 'includes', 'indexOf'].includes(each.name)) && methods.filter((each) => each?.name === 'sort').length === 1
  if (!isKnown || added.length === 0 || (compare !== undefined && [...usedNames({ node: compare, parent: at })].some((each) => each !== name && mayChange(tree, part, each)))) return null
  return {
    extent: { start: node.start, end: node.end },
    title: `Put each element where it belongs instead of sorting \`${name}\` again`,
    explanation: `All of \`${name}\` is sorted again in each round, though all but what was added is in order already. An element that is put in its place, found by halving, leaves the rest as it is.`,
    saves: { low: 0.2, high: 0.99 },
    edit: editOf(tree, at, name, declared, added),
  }
}

/** `push` and `sort`, one behind the other, of an array that begins empty and that nothing else adds to. */
function editOf(tree: SyntaxTree, at: PlacedNode, name: string, declared: PlacedNode, added: readonly PlacedNode[]): Finding['edit'] {
  const [push] = added
  const pushed = push?.parent
  const sort = at.parent
  const { node } = at
  const compare = node.type === 'CallExpression' ? node.arguments[0] : undefined
  const element = push?.node.type === 'CallExpression' && push.node.arguments.length === 1 ? push.node.arguments[0] : undefined
  if (added.length !== 1 || compare === undefined || element?.type !== 'Identifier' || pushed?.node.type !== 'ExpressionStatement' || sort?.node.type !== 'ExpressionStatement' || declared.parent?.node.type !== 'VariableDeclarator') return null
  const { init } = declared.parent.node
  const list = sort.parent?.node.type === 'BlockStatement' ? sort.parent.node.body : []
  const isNext = list[list.findIndex((each) => each === pushed.node) + 1] === sort.node && list.some((each) => each === pushed.node)
  const isElsewhere = usesOf(tree, name).filter((use) => ['push', 'unshift', 'splice', 'reverse', 'fill'].includes(methodOf(use)?.name ?? '')).length > 1
  if (init?.type !== 'ArrayExpression' || init.elements.length > 0 || !isNext || isElsewhere) return null
  const text = (part: Node): string => tree.text.slice(part.start, part.end)
  const end = tree.hasSemicolons ? ';' : ''
  const [low, high, middle, inOrder] = ['low', 'high', 'middle', 'inOrder'].map((each) => freshName(tree, each))
  const type = tree.isTypeScript ? `: (a: (typeof ${name})[number], b: (typeof ${name})[number]) => number` : ''
  const lines = [
    ...(compare.type === 'Identifier' ? [] : [`const ${inOrder}${type} = ${text(compare)}${end}`]),
    `let ${low} = 0${end}`,
    `for (let ${high} = ${name}.length; ${low} < ${high};) {`,
    `  const ${middle} = (${low} + ${high}) >>> 1${end}`,
    `  if (${compare.type === 'Identifier' ? compare.name : inOrder}(${name}[${middle}]${tree.isTypeScript ? '!' : ''}, ${text(element)}) > 0) ${high} = ${middle}${end}`,
    `  else ${low} = ${middle} + 1${end}`,
    '}',
    `${name}.splice(${low}, 0, ${text(element)})${end}`,
  ]
  const { start } = pushed.node
  const indentation = /^[ \t]*/u.exec(tree.text.slice(tree.text.lastIndexOf('\n', start - 1) + 1, start))?.[0] ?? ''
  return [{ start, end: sort.node.end, text: lines.join(`\n${indentation}`) }]
}

/** `const all = more.sort(compare)`, and `all.sort(compare)` where nothing has changed it. */
function sortedBefore(tree: SyntaxTree, at: PlacedNode, name: string, compare: Node | undefined, declared: PlacedNode): Finding | null {
  const text = (part: Node | undefined): string => (part === undefined ? '' : tree.text.slice(part.start, part.end).replaceAll(/\s+/gu, ''))
  const init = declared.parent?.node.type === 'VariableDeclarator' ? declared.parent.node.init : null
  if (init?.type !== 'CallExpression' || init.callee.type !== 'MemberExpression' || init.callee.property.type !== 'Identifier' || !/^(?:sort|toSorted)$/u.test(init.callee.property.name) || text(init.arguments[0]) !== text(compare)) return null
  const isOther = usesOf(tree, name).some((use) => use.node !== declared.node && declarationOf(tree, use, name)?.node === declared.node && use.parent?.parent?.node !== at.node && !['', 'at', 'slice', 'map', 'filter', 'forEach', 'reduce', 'find', 'includes', 'indexOf', 'join', 'some', 'every'].includes(methodOf(use)?.name ?? 'handed on'))
  if (isOther) return null
  return {
    extent: { start: at.node.start, end: at.node.end },
    title: `Leave \`${name}\` as it is: it is sorted already`,
    explanation: `\`${name}\` was put in this order where it was made, and nothing has changed it since. To sort it again goes through all of it for nothing.`,
    saves: { low: 0.3, high: 0.998 },
    edit: [{ start: at.node.start, end: at.node.end, text: name }],
  }
}

/** The method that a use calls; an empty name where a member is read; null for all else. */
function methodOf({ node, parent }: PlacedNode): { readonly name: string; readonly call: PlacedNode } | null {
  const user = parent?.parent
  if (parent?.node.type !== 'MemberExpression' || parent.node.object !== node || !user) return null
  if (user.node.type === 'CallExpression' && user.node.callee === parent.node) return !parent.node.computed && parent.node.property.type === 'Identifier' ? { name: parent.node.property.name, call: user } : null
  const isWritten = (user.node.type === 'AssignmentExpression' && user.node.left === parent.node) || user.node.type === 'UpdateExpression' || user.node.type === 'UnaryExpression'
  return isWritten ? null : { name: '', call: user }
}
