import type { Node } from 'oxc-parser'
import type { Rewrite } from '../../source/rewriteText.ts'
import { nodesAround, nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { freshName, usesOf } from '../names.ts'
import { isFunction } from '../repeats.ts'

/** `delete object.name`: V8 then mostly keeps the object as a dictionary, which all that reads it pays for. */
export const deleteProperty: InsightRule = {
  name: 'delete-property',
  effort: 'medium',
  kind: 'slow operation',
  link: 'https://v8.dev/blog/fast-properties',
  find: (tree, nodes) => nodes.flatMap((at) => findingAt(tree, at) ?? []),
}

/** `delete copy.name` of a variable. */
interface Deletion {
  readonly name: string
  readonly key: string
}

/** A copy from which properties are deleted at once. */
interface Copy {
  readonly list: readonly Node[]
  readonly declaration: Node
  readonly name: string
  readonly source: Node
  readonly deletions: readonly { readonly statement: Node; readonly key: string }[]
}

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const { node } = at
  if (node.type !== 'UnaryExpression' || node.operator !== 'delete') return null
  const target = node.argument
  if (target.type !== 'MemberExpression' || target.computed || target.property.type !== 'Identifier' || isDictionary(tree, at, target.object)) return null
  const text = (part: Node): string => tree.text.slice(part.start, part.end)
  const copy = copyAround(at)
  // One change does for all that are deleted of a copy: the first speaks for them.
  if (copy !== null && copy.deletions[0]?.statement !== at.parent?.node) return null
  const edit = copy === null ? null : editOf(tree, copy)
  return {
    extent: { start: node.start, end: copy?.deletions.at(-1)?.statement.end ?? node.end },
    title: edit === null ? `Leave \`${text(target)}\` out, or set it to undefined, instead of deleting it` : `Copy all but \`${copy?.deletions.map(({ key }) => key).join('`, `') ?? ''}\` instead of deleting ${copy?.deletions.length === 1 ? 'it' : 'them'} afterwards`,
    explanation: `A property that is deleted takes V8 a slow call, and mostly leaves the object as a dictionary: whatever reads it later is slower too. An object that never had it stays a fast one; where it must be gone in the end, a Map is made for that.`,
    saves: { low: 0.2, high: 0.99 },
    edit,
  }
}

/** It is no variable's or instance's object, or it is asked for whatever names come: V8 keeps it as a dictionary anyway. */
function isDictionary(tree: SyntaxTree, at: PlacedNode, object: Node): boolean {
  if (object.type === 'ThisExpression') return false
  if (object.type !== 'Identifier') return true
  const scope = nodesAround(at).find(({ node }) => isFunction(node))?.node ?? tree.root.node
  return usesOf(tree, object.name).some(({ node, parent }) => node.start >= scope.start && node.end <= scope.end && parent?.node.type === 'MemberExpression' && parent.node.object === node && parent.node.computed)
}

/** `const copy = { ...source }`, and nothing between it and `delete copy.name` but others of these. */
function copyAround(at: PlacedNode): Copy | null {
  const list = at.parent?.parent?.node
  if (list?.type !== 'BlockStatement' && list?.type !== 'Program') return null
  const { body } = list
  let first = body.findIndex((each) => each === at.parent?.node)
  while (first > 0 && deletionOf(body[first - 1]) !== null) first--
  const declaration = body[first - 1]
  if (declaration?.type !== 'VariableDeclaration' || declaration.declarations.length !== 1) return null
  const [declarator] = declaration.declarations
  if (declarator?.id.type !== 'Identifier' || declarator.id.typeAnnotation || declarator.init === null) return null
  const { name } = declarator.id
  const source = copiedBy(declarator.init)
  const deletions: Copy['deletions'][number][] = []
  for (const statement of body.slice(first)) {
    const deletion = deletionOf(statement)
    if (deletion?.name !== name) break
    deletions.push({ statement, key: deletion.key })
  }
  return source === null || deletions.length === 0 ? null : { list: body, declaration, name, source, deletions }
}

function deletionOf(statement: Node | undefined): Deletion | null {
  const expression = statement?.type === 'ExpressionStatement' ? statement.expression : null
  if (expression?.type !== 'UnaryExpression' || expression.operator !== 'delete' || expression.argument.type !== 'MemberExpression') return null
  const { object, property, computed } = expression.argument
  return object.type === 'Identifier' && property.type === 'Identifier' && !computed ? { name: object.name, key: property.name } : null
}

/** `{ ...source }`, `Object.assign({}, source)` */
function copiedBy(init: Node): Node | null {
  if (init.type === 'ObjectExpression') return init.properties.length === 1 && init.properties[0]?.type === 'SpreadElement' ? init.properties[0].argument : null
  if (init.type !== 'CallExpression' || init.callee.type !== 'MemberExpression' || init.callee.object.type !== 'Identifier' || init.callee.property.type !== 'Identifier' || init.arguments.length !== 2) return null
  const [target, source] = init.arguments
  return init.callee.object.name === 'Object' && init.callee.property.name === 'assign' && target?.type === 'ObjectExpression' && target.properties.length === 0 && source?.type !== 'SpreadElement' ? source ?? null : null
}

/** `const { name, ...copy } = source` */
function editOf(tree: SyntaxTree, { list, declaration, name, source, deletions }: Copy): Finding['edit'] {
  if (declaration.type !== 'VariableDeclaration') return null
  const keys = [...new Set(deletions.map(({ key }) => key))]
  const gone = new Set(deletions.map(({ statement }) => statement))
  const others = list.filter((statement) => !gone.has(statement)).flatMap((statement) => nodesBelow({ node: statement, parent: null }))
  // What is written to it later would be of another type.
  if (others.some(({ node }) => node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === name && node.property.type === 'Identifier' && keys.includes(node.property.name))) return null
  const bindings = keys.map((key) => (usesOf(tree, key).length === 0 ? key : `${key}: ${freshName(tree, key)}`))
  const text = tree.text.slice(source.start, source.end)
  const isObject = source.type === 'LogicalExpression' && source.right.type === 'ObjectExpression'
  // A spread takes null for nothing, a pattern does not.
  const needsObject = !isObject && (source.type !== 'Identifier' || !others.some(({ node }) => node.type === 'MemberExpression' && !node.optional && node.object.type === 'Identifier' && node.object.name === source.name))
  const [declarator] = declaration.declarations
  if (declarator === undefined) return null
  return [
    { start: declarator.start, end: declarator.end, text: `{ ${bindings.join(', ')}, ...${name} } = ${text}${needsObject ? ' ?? {}' : ''}` },
    ...deletions.map(({ statement }): Rewrite => withItsLine(tree, statement)),
  ]
}

/** A statement that is taken away goes with its line, where it stands alone on it. */
function withItsLine({ text }: SyntaxTree, { start, end }: Node): Rewrite {
  const lineStart = text.lastIndexOf('\n', start - 1)
  const isAlone = lineStart >= 0 && text.slice(lineStart, start).trim() === '' && /^[ \t]*(?:\n|$)/u.test(text.slice(end))
  const gap = isAlone ? 0 : /^[ \t]*/u.exec(text.slice(end))?.[0].length ?? 0
  return { start: isAlone ? lineStart : start, end: end + gap, text: '' }
}
