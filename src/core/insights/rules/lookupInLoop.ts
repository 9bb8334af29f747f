import type { Node } from 'oxc-parser'
import { bare } from '../../source/syntaxNode.ts'
import type { Rewrite } from '../../source/rewriteText.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { insertBefore, unchangedThroughout, withReplacement } from '../hoist.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { leastSearchMs } from '../leastSearchMs.ts'
import { lookupAt } from '../lookup.ts'
import { declarationOf, freshName, usedNames, usesOf } from '../names.ts'

/** `includes` and `indexOf` on an array that stays the same while a loop asks it again and again. */
export const lookupInLoop: InsightRule = {
  name: 'lookup-in-loop',
  effort: 'quick win',
  kind: 'slow operation',
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Set#performance',
  // A short array is searched as quickly as a set is asked; a long one takes most of the time.
  leastShare: 0.2,
  leastMs: leastSearchMs,
  find: (tree, nodes) => nodes.flatMap((at) => findingAt(tree, at) ?? []),
}

/** A literal of so few elements is searched as quickly as a set. */
const fewElements = 16

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const lookup = lookupAt(at)
  if (lookup === null || isKnownOtherwise(tree, lookup.array)) return null
  const names = usedNames(lookup.array)
  const repetition = unchangedThroughout(tree, at, names)
  if (repetition === null) return null
  const text = (node: Node): string => tree.text.slice(node.start, node.end)
  const set = freshName(tree, `${/[\w$]+$/u.exec(text(lookup.array.node))?.[0].replace(/^#/u, '') ?? 'known'}Set`)
  const before = insertBefore(tree, repetition.whole, `const ${set} = new Set(${text(lookup.array.node)})`, names)
  const has: Rewrite = { start: lookup.whole.node.start, end: lookup.whole.node.end, text: `${lookup.negated ? '!' : ''}${set}.has(${text(lookup.wanted)})` }
  return {
    extent: { start: at.node.start, end: at.node.end },
    title: `Ask a Set instead of searching \`${text(lookup.array.node)}\` each time`,
    explanation: `\`${text(lookup.array.node)}\` is searched from its beginning in each round, and does not change meanwhile. A Set that is made once before answers at once, however long the array.`,
    saves: { low: 0.3, high: 0.998 },
    edit: before === null ? null : withReplacement(before, has),
  }
}

/** Strings have the same methods, sets need none, and short literals are searched quickly. */
function isKnownOtherwise(tree: SyntaxTree, array: PlacedNode): boolean {
  if (array.node.type !== 'Identifier') return false
  const { name } = array.node
  if (textual.test(name)) return true
  const declaration = declarationOf(tree, array, name)
  const declarator = declaration?.parent?.node
  const type = declaration?.node.type === 'Identifier' ? declaration.node.typeAnnotation?.typeAnnotation : undefined
  if (type?.type === 'TSStringKeyword') return true
  if (declarator?.type === 'VariableDeclarator' && declarator.init !== null) {
    const init = bare(declarator.init)
    if (init.type === 'ArrayExpression') return init.elements.length < fewElements && init.elements.every((each) => each?.type !== 'SpreadElement') && !growsLater(tree, name)
    if (init.type === 'TemplateLiteral' || (init.type === 'Literal' && typeof init.value === 'string')) return true
    if (init.type === 'CallExpression' && init.callee.type === 'MemberExpression' && init.callee.property.type === 'Identifier' && stringMethods.has(init.callee.property.name)) return true
  }
  // What only strings have.
  return usesOf(tree, name).some((each) => stringMethods.has(memberAsked(each)))
}

function growsLater(tree: SyntaxTree, name: string): boolean {
  return usesOf(tree, name).some((each) => ['push', 'unshift', 'splice'].includes(memberAsked(each)))
}

/** The member that is asked for of a variable; empty where none is. */
function memberAsked({ node, parent }: PlacedNode): string {
  return parent?.node.type === 'MemberExpression' && parent.node.object === node && parent.node.property.type === 'Identifier' ? parent.node.property.name : ''
}

/** Names that people give to texts. */
const textual = /(?:^|[a-z_])(?:text|str|string|line|word|message|html|source|content|url|path|name|input|csv|query|body)$/iu

const stringMethods: ReadonlySet<string> = new Set(['toLowerCase', 'toUpperCase', 'trim', 'trimStart', 'trimEnd', 'charAt', 'charCodeAt', 'codePointAt', 'startsWith', 'endsWith', 'substring', 'substr', 'replace', 'replaceAll', 'match', 'matchAll', 'padStart', 'padEnd', 'toString', 'normalize'])
