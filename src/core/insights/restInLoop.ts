import type { Node } from 'oxc-parser'
import type { Rewrite } from '../source/rewriteText.ts'
import { nodesAround } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { insertBefore } from './hoist.ts'
import type { Finding } from './insightRule.ts'
import { declarationOf, freshName, usesOf } from './names.ts'
import { isLoop, repetitionsAround } from './repeats.ts'

/** `all = all.slice(1)`, `[first, ...all] = all` in a loop: a copy of all that is left, for each element. */
export function restInLoop(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const { node } = at
  if (node.type !== 'AssignmentExpression' || node.operator !== '=') return null
  const rest = restOf(tree, at)
  if (rest === null) return null
  const { name, taken } = rest
  const loop = nodesAround(at).find((around) => isLoop(around.node))
  const declared = declarationOf(tree, at, name)
  if (loop === undefined || repetitionsAround(at)[0]?.whole.node !== loop.node || declared === null || declared.node.start > loop.node.start) return null
  const uses = usesOf(tree, name).filter((use) => use.node.start >= loop.node.start && use.node.end <= loop.node.end && declarationOf(tree, use, name)?.node === declared.node)
  const known = uses.map((use) => (use.node.start >= node.start && use.node.end <= node.end ? 'taken' : useOf(use)))
  // Of a text the rest is no copy, and what is asked of it is more.
  if (!known.includes('element') || known.includes(null) || isText(tree, at, name, 3)) return null
  return {
    extent: { start: node.start, end: node.end },
    title: `Walk along \`${name}\` instead of copying what is left of it`,
    explanation: `Each round copies all of \`${name}\` but its beginning, so that twice as many elements take four times as long. An index that walks along it copies nothing.`,
    saves: { low: 0.3, high: 0.998 },
    edit: taken === null || at.parent?.node.type !== 'ExpressionStatement' ? null : editOf(tree, { loop, at, name, declared, uses }, taken),
  }
}

/** What is taken off, as the text says it; null where it is taken by a pattern. */
function restOf(tree: SyntaxTree, { node }: PlacedNode): { readonly name: string; readonly taken: string | null } | null {
  if (node.type !== 'AssignmentExpression') return null
  const { left, right } = node
  if (left.type === 'ArrayPattern' && right.type === 'Identifier') {
    const last = left.elements.at(-1)
    return last?.type === 'RestElement' && last.argument.type === 'Identifier' && last.argument.name === right.name ? { name: right.name, taken: null } : null
  }
  if (left.type !== 'Identifier' || right.type !== 'CallExpression' || right.callee.type !== 'MemberExpression' || right.callee.object.type !== 'Identifier' || right.callee.object.name !== left.name || right.callee.property.type !== 'Identifier' || right.callee.property.name !== 'slice' || right.arguments.length !== 1) return null
  const [from] = right.arguments
  // More than one may be more than is left.
  const isCount = from?.type === 'Literal' && from.value === 1
  return from === undefined ? null : { name: left.name, taken: isCount ? tree.text.slice(from.start, from.end) : null }
}

function useOf({ node, parent }: PlacedNode): 'element' | 'length' | null {
  const member = parent?.node
  if (member?.type !== 'MemberExpression' || member.object !== node) return null
  const user = parent?.parent?.node
  if (user?.type === 'UpdateExpression' || (user?.type === 'AssignmentExpression' && user.left === member) || (user?.type === 'CallExpression' && user.callee === member)) return null
  if (member.computed) return member.property.type === 'Literal' && typeof member.property.value === 'number' ? 'element' : null
  return member.property.type === 'Identifier' && member.property.name === 'length' ? 'length' : null
}

/** Names that people give to texts. */
const textual = /(?:^|[a-z_])(?:text|str|string|line|word|message|html|source|content|url|path|name|input|csv|query|body|code)$/iu

/** It is declared as a text, or called one; or it began as one. */
function isText(tree: SyntaxTree, at: PlacedNode, name: string, depth: number): boolean {
  const declared = declarationOf(tree, at, name)
  const type = declared?.node.type === 'Identifier' ? declared.node.typeAnnotation?.typeAnnotation.type : undefined
  if (type !== undefined) return type === 'TSStringKeyword'
  const init = declared?.parent?.node.type === 'VariableDeclarator' ? declared.parent.node.init : null
  if (textual.test(name) || init?.type === 'TemplateLiteral' || init?.type === 'Literal') return true
  return depth > 0 && declared !== null && init?.type === 'Identifier' && isText(tree, declared, init.name, depth - 1)
}

interface Walk {
  readonly loop: PlacedNode
  readonly at: PlacedNode
  readonly name: string
  readonly declared: PlacedNode
  readonly uses: readonly PlacedNode[]
}

/** Where nobody asks for the rest afterwards. */
function editOf(tree: SyntaxTree, { loop, at, name, declared, uses }: Walk, taken: string): Finding['edit'] {
  if (usesOf(tree, name).some((use) => use.node.start >= loop.node.end && declarationOf(tree, use, name)?.node === declared.node)) return null
  const head = freshName(tree, `${name}Head`)
  const before = insertBefore(tree, loop, `let ${head} = 0`, [name])
  if (before === null) return null
  const rewrites: Rewrite[] = [...before, { start: at.node.start, end: at.node.end, text: `${head} += ${taken}` }]
  for (const use of uses) {
    const member: Node | undefined = use.parent?.node
    if (member?.type !== 'MemberExpression' || (use.node.start >= at.node.start && use.node.end <= at.node.end)) continue
    if (member.computed) {
      const place = tree.text.slice(member.property.start, member.property.end)
      rewrites.push({ start: member.property.start, end: member.property.end, text: place === '0' ? head : `${head} + ${place}` })
    } else {
      const isTest = loop.node.type === 'WhileStatement' && loop.node.test === member
      rewrites.push({ start: member.start, end: member.end, text: isTest ? `${head} < ${name}.length` : `(${name}.length - ${head})` })
    }
  }
  return rewrites
}
