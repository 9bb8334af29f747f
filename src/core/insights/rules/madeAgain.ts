import type { Node } from 'oxc-parser'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { insertBefore, insertInModule, unchangedThroughout, withReplacement } from '../hoist.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { freshName, usedNames } from '../names.ts'

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
  const made = madeAt(at)
  // What is kept somewhere is hardly made again.
  if (made === null || at.parent?.node.type === 'AssignmentExpression') return null
  const names = [...usedNames(at)].filter((name) => !['Intl', 'RegExp', 'JSON', 'undefined'].includes(name))
  const { node } = at
  const text = tree.text.slice(node.start, node.end)
  const name = freshName(tree, made.name)
  const statement = `const ${name} = ${text}`
  const repetition = unchangedThroughout(tree, at, names)
  const inModule = insertInModule(tree, at, statement, names)
  if (repetition === null && inModule === null) return null
  const before = inModule ?? (repetition === null ? null : insertBefore(tree, repetition.whole, statement, names))
  const [where, each, all] = inModule === null ? ['before the loop', 'round', 'rounds'] : ['for all calls', 'call', 'calls']
  return {
    extent: { start: node.start, end: node.end },
    title: `Make ${made.what} once, ${where}`,
    explanation: `\`${shortened(text)}\` comes out the same in each ${each}, and making it takes time. Made once, it serves all ${all}.`,
    saves: made.saves,
    edit: before === null ? null : withReplacement(before, { start: node.start, end: node.end, text: name }),
  }
}

function madeAt(at: PlacedNode): Made | null {
  const { node } = at
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    const { callee } = node
    const parts = node.arguments
    if (callee.type === 'Identifier' && callee.name === 'RegExp') return parts.every(isPlain) && !keepsPlace(parts[1]) ? { what: 'the regular expression', name: 'pattern', saves: { low: 0.2, high: 0.98 } } : null
    if (callee.type === 'MemberExpression' && !callee.computed && callee.object.type === 'Identifier' && callee.property.type === 'Identifier') {
      // Without a locale it is the machine's, which may become another one.
      if (callee.object.name === 'Intl' && parts.length > 0 && parts.every(isPlain)) return { what: 'the formatter', name: 'formatter', saves: { low: 0.5, high: 0.98 } }
      // What is parsed is new each time, and may be changed: only what is read at once can be shared.
      if (callee.object.name === 'JSON' && callee.property.name === 'parse' && parts.length === 1 && parts.every(isPlain) && isReadAtOnce(at)) return { what: 'the parsed value', name: 'parsed', saves: { low: 0.3, high: 0.98 } }
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

/** `JSON.parse(text).limit`, not handed on as a whole. */
function isReadAtOnce({ node, parent }: PlacedNode): boolean {
  if (parent === null || parent.node.type !== 'MemberExpression' || parent.node.object !== node) return false
  const around = parent.parent?.node
  return around !== undefined && !(around.type === 'AssignmentExpression' && around.left === parent.node) && !(around.type === 'CallExpression' && around.callee === parent.node)
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ')
  return line.length > 60 ? `${line.slice(0, 57)}...` : line
}
