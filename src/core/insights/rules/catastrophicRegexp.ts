import type { Node } from 'oxc-parser'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { declarationOf } from '../names.ts'
import { isExponential } from '../regexp/isExponential.ts'

/** A regular expression that goes back over a text in more ways than anybody can wait for, where that takes the time. */
export const catastrophicRegexp: InsightRule = {
  name: 'catastrophic-regexp',
  effort: 'medium',
  kind: 'slow operation',
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Guide/Regular_expressions/Quantifiers',
  // On texts that match at once it costs what others do.
  leastShare: 0.2,
  find: (tree, nodes) => nodes.flatMap((at) => findingAt(tree, at) ?? []),
}

/** Methods of texts that are given an expression. */
const takingExpressions: ReadonlySet<string> = new Set(['match', 'matchAll', 'replace', 'replaceAll', 'search', 'split'])

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const { node } = at
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.property.type !== 'Identifier') return null
  const { object, property } = node.callee
  const used = property.name === 'test' || property.name === 'exec' ? object : takingExpressions.has(property.name) ? node.arguments[0] : undefined
  const expression = used === undefined ? null : expressionOf(tree, at, used)
  if (expression === null || !isExponential(expression.source, expression.flags)) return null
  return {
    extent: { start: node.start, end: node.end },
    title: `Rewrite \`${shortened(`/${expression.source}/${expression.flags}`)}\` so that a text fits in one way only`,
    explanation: 'One text can be divided among its repetitions in many ways, and where it does not match all of them are tried: each further character doubles the time. Repetitions that cannot take the same characters, or one repetition instead of one inside another, leave a single way.',
    saves: { low: 0.05, high: 0.999 },
    edit: null,
  }
}

interface Expression {
  readonly source: string
  readonly flags: string
}

/** `/a/u`, `new RegExp('a', 'u')`, or a variable that is one of them for good. */
function expressionOf(tree: SyntaxTree, at: PlacedNode, used: Node): Expression | null {
  if (used.type !== 'Identifier') return writtenOut(used)
  const declarator = declarationOf(tree, at, used.name)?.parent
  const isConstant = declarator?.parent?.node.type === 'VariableDeclaration' && declarator.parent.node.kind === 'const'
  return isConstant && declarator.node.type === 'VariableDeclarator' && declarator.node.init !== null ? writtenOut(declarator.node.init) : null
}

function writtenOut(node: Node): Expression | null {
  if (node.type === 'Literal') return 'regex' in node ? { source: node.regex.pattern, flags: node.regex.flags } : null
  if ((node.type !== 'NewExpression' && node.type !== 'CallExpression') || node.callee.type !== 'Identifier' || node.callee.name !== 'RegExp') return null
  const [source, flags] = node.arguments
  const text = textOf(source)
  const flagText = flags === undefined ? '' : textOf(flags)
  return text !== null && flagText !== null ? { source: text, flags: flagText } : null
}

function textOf(node: Node | undefined): string | null {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
