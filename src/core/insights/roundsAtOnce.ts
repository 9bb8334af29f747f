import type { Node } from 'oxc-parser'
import type { Rewrite } from '../source/rewriteText.ts'
import { bare } from '../source/syntaxNode.ts'
import { nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { dependOnOneAnother } from './dependOnOneAnother.ts'
import { freshName, mayChange, usedNames } from './names.ts'
import { isFunction } from './repeats.ts'

/** A loop of which each round awaits something for itself: `for (const each of all) found.push(await f(each))`. */
export interface AwaitingLoop {
  /** What each round awaits, with what it makes of that. */
  readonly pushed: PlacedNode
  /** Begins all rounds at once; null where that is the user's to do. */
  readonly edit: readonly Rewrite[] | null
}

/** Where a loop takes its rounds from, and what they call it. */
interface Rounds {
  /** The pattern that each round declares, and the array's text. */
  readonly each: string
  readonly over: string
  /** The names that are another value in each round. */
  readonly own: ReadonlySet<string>
}

/** Null for other loops, and where what one round leaves behind may be what another takes. */
export function roundsAtOnce(tree: SyntaxTree, at: PlacedNode): AwaitingLoop | null {
  const { node } = at
  const rounds = roundsOf(tree, node)
  if (rounds === null || (node.type !== 'ForOfStatement' && node.type !== 'ForStatement')) return null
  const body: readonly Node[] = node.body.type === 'BlockStatement' ? node.body.body : [node.body]
  const last = body.at(-1)
  const declared = body.slice(0, -1)
  if (last?.type !== 'ExpressionStatement' || !declared.every((each) => each.type === 'VariableDeclaration' && each.kind === 'const')) return null
  const gathered = gatheredBy(last.expression)
  if (gathered === null) return null
  const parts = [...declared, gathered.value].map((part): PlacedNode => ({ node: part, parent: at }))
  const below = parts.flatMap((part) => nodesBelow(part))
  const awaits = below.filter(({ node: inner }) => inner.type === 'AwaitExpression')
  const names = new Set(parts.flatMap((part) => [...usedNames(part)]))
  const changes = (name: string): boolean => parts.some((part) => mayChange(tree, part, name))
  const isDeclared = (name: string): boolean => rounds.own.has(name) || declared.some((part) => nodesBelow({ node: part, parent: at }).some((each) => each.node.type === 'Identifier' && each.node.name === name && each.parent?.node.type === 'VariableDeclarator'))
  if (awaits.length === 0 || names.has(gathered.name) || below.some(({ node: inner }) => isFunction(inner)) || [...names].some((name) => changes(name) && !isDeclared(name)) || dependOnOneAnother(tree, awaits.flatMap(({ node: inner, parent }) => (inner.type === 'AwaitExpression' ? [{ node: inner.argument, parent }] : [])), true)) return null
  return { pushed: { node: gathered.value, parent: at }, edit: editOf(tree, node, rounds, declared, gathered) }
}

/** `for (const each of all)`, and `for (let i = 0; i < all.length; i++)` where all that a round takes of `i` is `all[i]`. */
function roundsOf(tree: SyntaxTree, loop: Node): Rounds | null {
  const text = (part: Node): string => tree.text.slice(part.start, part.end)
  if (loop.type === 'ForOfStatement') {
    if (loop.await || loop.left.type !== 'VariableDeclaration' || loop.left.kind === 'var') return null
    const id = loop.left.declarations[0]?.id
    return id === undefined ? null : { each: text(id), over: text(loop.right), own: usedNames({ node: id, parent: null }) }
  }
  if (loop.type !== 'ForStatement' || loop.init?.type !== 'VariableDeclaration' || loop.init.declarations.length !== 1 || loop.update?.type !== 'UpdateExpression' || loop.update.operator !== '++') return null
  const [declarator] = loop.init.declarations
  const { test } = loop
  if (declarator?.id.type !== 'Identifier' || declarator.init?.type !== 'Literal' || declarator.init.value !== 0 || test?.type !== 'BinaryExpression' || test.operator !== '<' || test.right.type !== 'MemberExpression' || test.right.property.type !== 'Identifier' || test.right.property.name !== 'length' || text(test.left) !== declarator.id.name) return null
  const { name } = declarator.id
  return { each: `_, ${name}`, over: `{ length: ${text(test.right)} }`, own: new Set([name]) }
}

/** `found.push(value)`, `sum += value` and their kin. */
interface Gathered {
  readonly name: string
  readonly value: Node
  /** Null for `push`. */
  readonly sum: string | null
}

function gatheredBy(expression: Node): Gathered | null {
  if (expression.type === 'AssignmentExpression') {
    const { left, right, operator } = expression
    // What is added up before the await would be lost.
    return left.type === 'Identifier' && ['+=', '-=', '*='].includes(operator) ? { name: left.name, value: right, sum: operator } : null
  }
  if (expression.type !== 'CallExpression' || expression.callee.type !== 'MemberExpression' || expression.callee.property.type !== 'Identifier' || expression.callee.property.name !== 'push') return null
  const [value, ...more] = expression.arguments
  const owner = bare(expression.callee.object)
  return owner.type !== 'Identifier' || value === undefined || value.type === 'SpreadElement' || more.length > 0 ? null : { name: owner.name, value, sum: null }
}

function editOf(tree: SyntaxTree, loop: Node, { each, over }: Rounds, declared: readonly Node[], { name, value, sum }: Gathered): AwaitingLoop['edit'] {
  const text = (part: Node): string => tree.text.slice(part.start, part.end)
  const semicolon = text(loop).includes(';') ? ';' : ''
  const first = /^[ \t]*/u.exec(tree.text.slice(tree.text.lastIndexOf('\n', loop.start - 1) + 1, loop.start))?.[0] ?? ''
  const given = value.type === 'ObjectExpression' ? `(${text(value)})` : text(value)
  const body = declared.length === 0 ? given : ['{', ...declared.map((part) => `${first}  ${text(part)}`), `${first}  return ${text(value)}${semicolon}`, `${first}}`].join('\n')
  const all = `await Promise.all(Array.from(${over}, async (${each}) => ${body}))`
  if (sum === null) return [{ start: loop.start, end: loop.end, text: `${name}.push(...${all})${semicolon}` }]
  const one = freshName(tree, 'each')
  return [{ start: loop.start, end: loop.end, text: `for (const ${one} of ${all}) ${name} ${sum} ${one}${semicolon}` }]
}
