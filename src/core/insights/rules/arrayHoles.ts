import type { Node } from 'oxc-parser'
import { nodesAround, nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { declarationOf, mayChange, usesOf } from '../names.ts'
import { isFunction } from '../repeats.ts'
import { sparsePassAt } from '../sparseArray.ts'
import { functionAround } from '../functionAround.ts'

/**
 * An array that is empty, and filled from its end: a first element far behind all others makes V8 keep it as a dictionary (`src/objects/js-objects.cc`,
 * `ShouldConvertToSlowElements`: a gap of over 1,024). So does one that is written at few of its indexes; and to delete an element is no quick path.
 * `new Array(n)` that is filled from its beginning is fast, and so are a few holes.
 */
export const arrayHoles: InsightRule = {
  name: 'array-holes',
  effort: 'quick win',
  kind: 'slow operation',
  link: 'https://v8.dev/blog/elements-kinds',
  leastShare: 0.2,
  find: (tree, nodes, seen) => nodes.flatMap((at) => findingAt(tree, at) ?? deletedAt(tree, at) ?? sparsePassAt(tree, at, seen) ?? []),
}

/** A loop that counts down. */
interface CountDown {
  readonly counter: string
  readonly start: Node
  readonly body: Node
}

/** `a[i] = …`, first thing in such a loop. */
function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const { node } = at
  if (node.type !== 'AssignmentExpression' || node.operator !== '=' || at.parent?.node.type !== 'ExpressionStatement' || node.left.type !== 'MemberExpression' || !node.left.computed) return null
  const { object, property } = node.left
  const loop = nodesAround(at).find((each) => each.node.type === 'ForStatement' || isFunction(each.node))
  const countDown = loop === undefined ? null : countDownOf(loop.node)
  if (loop === undefined || countDown === null || object.type !== 'Identifier' || property.type !== 'Identifier' || property.name !== countDown.counter) return null
  const declared = declarationOf(tree, at, object.name)
  const declarator = declared?.parent?.node
  if (declared === null || declarator?.type !== 'VariableDeclarator' || declarator.init?.type !== 'ArrayExpression' || declarator.init.elements.length > 0) return null
  if (functionAround(declared) !== functionAround(at) || declared.node.start > loop.node.start) return null
  return {
    extent: { start: node.start, end: node.end },
    // What the value takes to make is no matter of the array's.
    of: 'own',
    title: `Make \`${object.name}\` as long as it becomes before it is filled from its end`,
    explanation: `\`${object.name}\` is empty when its last element is written: of an array that is long, V8 then keeps the elements in a dictionary until most are there. With its length from the beginning each has its place.`,
    saves: { low: 0.05, high: 0.99 },
    edit: editOf(tree, at, declared, declarator.init, loop, countDown),
  }
}

/** `delete a[i]`, of an array that this text makes. */
function deletedAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const { node } = at
  if (node.type !== 'UnaryExpression' || node.operator !== 'delete' || node.argument.type !== 'MemberExpression' || !node.argument.computed || node.argument.object.type !== 'Identifier') return null
  const { name } = node.argument.object
  const declarator = declarationOf(tree, at, name)?.parent?.node
  const init = declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier' ? declarator.init : null
  if (init === null || !isArray(tree.text.slice(init.start, init.end), init)) return null
  const text = tree.text.slice(node.argument.start, node.argument.end)
  return {
    extent: { start: node.start, end: node.end },
    of: 'own',
    title: `Write undefined instead of \`delete ${text}\`, or keep the others in a new array`,
    explanation: `To delete an element is a call into V8's runtime, and leaves a hole: it is looked for in the array's prototypes each time that it is read. The array gets no shorter by it.`,
    saves: { low: 0.1, high: 0.97 },
    edit: null,
  }
}

function isArray(text: string, init: Node): boolean {
  if (init.type === 'ArrayExpression') return true
  return /^(?:new Array\b|Array(?:\.from|\.of)?\(|Object\.(?:keys|values|entries)\()/u.test(text) || (init.type === 'CallExpression' && init.callee.type === 'MemberExpression' && init.callee.property.type === 'Identifier' && /^(?:map|filter|fill|flatMap|toSorted)$/u.test(init.callee.property.name))
}

/** `for (let i = …; i >= 0; i--)` */
function countDownOf(loop: Node): CountDown | null {
  if (loop.type !== 'ForStatement' || loop.init?.type !== 'VariableDeclaration' || loop.init.declarations.length !== 1) return null
  const [declarator] = loop.init.declarations
  const { test, update, body } = loop
  if (declarator?.id.type !== 'Identifier' || declarator.init === null || test?.type !== 'BinaryExpression' || update?.type !== 'UpdateExpression' || update.operator !== '--') return null
  const { name } = declarator.id
  const isDown = test.left.type === 'Identifier' && test.left.name === name
    && ((test.operator === '>=' && isNumber(test.right, 0)) || (test.operator === '>' && test.right.type === 'UnaryExpression' && test.right.operator === '-' && isNumber(test.right.argument, 1)))
  return isDown && update.argument.type === 'Identifier' && update.argument.name === name ? { counter: name, start: declarator.init, body } : null
}

/** Where the loop begins at something's length less one, or the element behind that is written before, and each round writes its element: then nobody can tell the difference. */
function editOf(tree: SyntaxTree, at: PlacedNode, declared: PlacedNode, init: Node, loop: PlacedNode, { counter, start, body }: CountDown): Finding['edit'] {
  const text = (node: Node): string => tree.text.slice(node.start, node.end)
  if (start.type !== 'BinaryExpression' || start.operator !== '-' || !isNumber(start.right, 1) || declared.node.type !== 'Identifier') return null
  const length = start.left
  const owner = lengthOwner(length)
  if (owner === null) return null
  const isFirstOfRound = at.parent?.node === body || (body.type === 'BlockStatement' && at.parent?.parent?.node === body)
  const leaves = nodesBelow({ node: body, parent: loop }).some(({ node }) => node.type === 'BreakStatement' || node.type === 'ContinueStatement' || node.type === 'ReturnStatement')
  const scope = nodesAround(at).find(({ node }) => isFunction(node)) ?? tree.root
  if (!isFirstOfRound || leaves || mayChange(tree, { node: body, parent: loop }, counter) || mayChange(tree, scope, owner) || (declarationOf(tree, loop, owner)?.node.start ?? -1) > declared.node.start) return null
  let isLonger = false
  for (const use of usesOf(tree, declared.node.name)) {
    if (use === declared || declarationOf(tree, use, declared.node.name) !== declared || use.node.start > loop.node.end) continue
    const member = use.parent?.node
    if (member?.type !== 'MemberExpression' || !member.computed || member.object !== use.node) return null
    if (use.node.start > loop.node.start) continue
    // `a[n] = 0`, before the loop.
    const written = use.parent?.parent
    if (isLonger || written?.node.type !== 'AssignmentExpression' || written.node.left !== member || written.parent?.node.type !== 'ExpressionStatement' || written.parent.parent?.node !== loop.parent?.node || text(member.property) !== text(length)) return null
    isLonger = true
  }
  return [{ start: init.start, end: init.end, text: `new Array${tree.isTypeScript && !declared.node.typeAnnotation ? '<any>' : ''}(${text(length)}${isLonger ? ' + 1' : ''})` }]
}

/** Of `x.length`, which is no fraction and not below zero; null for others. */
function lengthOwner(node: Node): string | null {
  return node.type === 'MemberExpression' && !node.computed && node.object.type === 'Identifier' && node.property.type === 'Identifier' && node.property.name === 'length' ? node.object.name : null
}

function isNumber(node: Node, value: number): boolean {
  return node.type === 'Literal' && node.value === value
}
