import type { Node } from 'oxc-parser'
import { nodesAround } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { calledEachRound } from '../calledEachRound.ts'
import { insertBefore, insertInModule, unchangedThroughout, withReplacement } from '../hoist.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { declarationOf, freshName, usedNames, usesOf } from '../names.ts'

/** A regular expression, formatter or parse that is made anew in each round or call though it comes out the same. */
export const madeAgain: InsightRule = {
  name: 'made-again',
  effort: 'quick win',
  kind: 'slow operation',
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Intl/NumberFormat#performance',
  find: (tree, nodes) => nodes.flatMap((at) => findingAt(tree, at) ?? []),
}

/** What is made, and the name that it gets. */
interface Made {
  readonly what: string
  readonly name: string
  readonly saves: Finding['saves']
}

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const made = madeAt(tree, at)
  // What is kept somewhere is hardly made again.
  if (made === null || at.parent?.node.type === 'AssignmentExpression') return null
  const names = [...usedNames(at)].filter((name) => !['Intl', 'RegExp', 'JSON', 'undefined'].includes(name))
  const { node } = at
  const text = tree.text.slice(node.start, node.end)
  const name = freshName(tree, made.name)
  const statement = `const ${name} = ${text}`
  const repetition = unchangedThroughout(tree, at, names)
  const inModule = insertInModule(tree, at, statement, names)
  const called = repetition === null && inModule === null ? calledEachRound(tree, at, names) : null
  if (repetition === null && inModule === null && called === null) return null
  const before = inModule ?? (repetition === null || isGuarded(at, repetition.whole) ? null : insertBefore(tree, repetition.whole, statement, names))
  const [where, each, all] = inModule === null ? ['before the loop', 'round', 'rounds'] : ['for all calls', 'call', 'calls']
  return {
    extent: { start: node.start, end: node.end },
    title: `Make ${made.what} once, ${where}`,
    explanation: `\`${shortened(text)}\` comes out the same in each ${each}${called === null ? '' : ` of the loop on line ${tree.lineAt(called.call.start) + 1}, which calls \`${called.name}\``}, and making it takes time. Made once, it serves all ${all}.`,
    saves: made.saves,
    edit: before === null ? null : withReplacement(before, { start: node.start, end: node.end, text: name }),
  }
}

/** What it throws is caught in the loop, and would not be before it: a pattern of the user's may be none. */
function isGuarded(at: PlacedNode, { node: whole }: PlacedNode): boolean {
  const hasNames = usedNames(at).size > 1
  return hasNames && nodesAround(at).some(({ node }) => node.type === 'TryStatement' && node.handler !== null && node.start >= whole.start && node.end <= whole.end && at.node.end <= node.block.end)
}

function madeAt(tree: SyntaxTree, at: PlacedNode): Made | null {
  const { node } = at
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    const { callee } = node
    const parts = node.arguments
    if (callee.type === 'Identifier' && callee.name === 'RegExp') return parts.every(isPlain) && (!keepsPlace(parts[1]) || isHandedToText(tree, at)) ? { what: 'the regular expression', name: 'pattern', saves: { low: 0.2, high: 0.98 } } : null
    if (callee.type === 'MemberExpression' && !callee.computed && callee.object.type === 'Identifier' && callee.property.type === 'Identifier') {
      // Without a locale it is the machine's, which may become another one.
      if (callee.object.name === 'Intl' && parts.length > 0 && parts.every(isPlain)) return { what: 'the formatter', name: 'formatter', saves: { low: 0.5, high: 0.98 } }
      // What is parsed is new each time, and may be changed: only what is read at once can be shared.
      if (callee.object.name === 'JSON' && callee.property.name === 'parse' && parts.length === 1 && parts.every(isPlain) && isReadAtOnce(tree, at)) return { what: 'the parsed value', name: 'parsed', saves: { low: 0.3, high: 0.98 } }
    }
  }
  return null
}

/** Its value depends on names and literals alone. */
function isPlain(node: Node): boolean {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression': return isPlain(node.expression)
    case 'Literal':
    case 'ThisExpression':
    case 'Identifier': return true
    case 'MemberExpression': return isPlain(node.object) && (!node.computed || isPlain(node.property))
    case 'TemplateLiteral': return node.expressions.every(isPlain)
    case 'BinaryExpression': return isPlain(node.left) && isPlain(node.right)
    case 'ArrayExpression': return node.elements.every((each) => each !== null && isPlain(each))
    case 'ObjectExpression': return node.properties.every((property) => property.type === 'Property' && !property.computed && property.kind === 'init' && isPlain(property.value))
    default: return false
  }
}

/** With `g` or `y` an expression remembers where it was: one that is shared is another one. */
function keepsPlace(flags: Node | undefined): boolean {
  return flags !== undefined && !(flags.type === 'Literal' && typeof flags.value === 'string' && !/[gy]/u.test(flags.value))
}

/** `text.replace(pattern, …)` and its kin begin at the text's beginning, and leave the pattern as it was. */
function isHandedToText(tree: SyntaxTree, { node, parent }: PlacedNode): boolean {
  if (parent?.node.type === 'VariableDeclarator' && parent.node.id.type === 'Identifier' && parent.node.init === node) {
    const { id } = parent.node
    const uses = usesOf(tree, id.name).filter((use) => use.node.start !== id.start && declarationOf(tree, use, id.name)?.node === id)
    return uses.length > 0 && uses.every((use) => isHandedToText(tree, use))
  }
  return parent?.node.type === 'CallExpression' && parent.node.arguments[0] === node && parent.node.callee.type === 'MemberExpression' && parent.node.callee.property.type === 'Identifier' && ['replace', 'replaceAll', 'match', 'search', 'split'].includes(parent.node.callee.property.name)
}

/** `JSON.parse(text).limit`, or `const { limits } = JSON.parse(text)` of which single values are read: nothing of it is handed on, or changed. */
function isReadAtOnce(tree: SyntaxTree, at: PlacedNode): boolean {
  const { node, parent } = at
  const around = parent?.node
  if (parent === null || around === undefined) return false
  if (around.type === 'TSAsExpression' || around.type === 'TSNonNullExpression') return isReadAtOnce(tree, parent)
  if (around.type === 'VariableDeclarator' && around.init === node) {
    if (around.id.type === 'Identifier') return isNameRead(tree, around.id, isReadAtOnce)
    return around.id.type === 'ObjectPattern' && around.id.properties.every((property) => property.type === 'Property' && property.value.type === 'Identifier' && isNameRead(tree, property.value, isValueRead))
  }
  if (around.type !== 'MemberExpression' || around.object !== node) return false
  const user = parent.parent?.node
  return user !== undefined && !isWritten(user, around) && !(user.type === 'CallExpression' && user.callee === around)
}

function isWritten(user: Node, member: Node): boolean {
  return (user.type === 'AssignmentExpression' && user.left === member) || user.type === 'UpdateExpression' || (user.type === 'UnaryExpression' && user.operator === 'delete')
}

/** It is counted or compared with; or one element of it is read. */
function isValueRead(_: SyntaxTree, { node, parent }: PlacedNode): boolean {
  if (parent === null) return false
  const around = parent.node
  if (around.type === 'BinaryExpression' || around.type === 'UnaryExpression' || around.type === 'TemplateLiteral') return true
  const user = parent.parent?.node
  if (around.type === 'TSNonNullExpression') return isValueRead(_, parent)
  return around.type === 'MemberExpression' && around.object === node && user !== undefined && !isWritten(user, around) && !(user.type === 'CallExpression' && user.callee === around && !(around.property.type === 'Identifier' && ['includes', 'indexOf', 'at', 'join'].includes(around.property.name)))
}

function isNameRead(tree: SyntaxTree, id: Extract<Node, { type: 'Identifier' }>, isRead: (tree: SyntaxTree, use: PlacedNode) => boolean): boolean {
  const uses = usesOf(tree, id.name).filter((use) => use.node.start !== id.start && declarationOf(tree, use, id.name)?.node === id)
  return uses.length > 0 && uses.every((use) => isRead(tree, use))
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ')
  return line.length > 60 ? `${line.slice(0, 57)}...` : line
}
