import type { CallExpression, Node } from 'oxc-parser'
import { awaitMeterName } from './awaitMeterName.ts'
import { parseSource } from './parseSource.ts'
import { rewriteText } from './rewriteText.ts'
import type { Rewrite } from './rewriteText.ts'
import { forEachChild, isFunctionLike } from './syntaxNode.ts'

/** A program that tells of what it awaits. */
export interface AwaitMeteredProgram {
  readonly text: string
  /** How many places in it tell. */
  readonly sites: number
}

const mayBePromise: ReadonlySet<Node['type']> = new Set(['CallExpression', 'NewExpression', 'ImportExpression', 'ChainExpression', 'Identifier', 'MemberExpression', 'ConditionalExpression', 'LogicalExpression'])

const meter = 'heatline$awaits'

/** What waits for the promises that it is given together. */
const combinators: ReadonlySet<string> = new Set(['all', 'allSettled', 'any', 'race'])

/**
 * Has a JavaScript program hand what it awaits to a meter first: `await x` becomes `await meter.wait(site, line, (x))`, which gives back the promise that
 * `await` would have made of it, so that nothing is awaited longer or in another order. `for await` hands over what it walks, `Promise.all` and its like what
 * they are given and what they return, asynchronous functions what they return. Lines stay where they are. Null where the text does not parse.
 * @param text no code but a directive stands on its first line
 * @param lineOf the number under which what is awaited at an offset is told; null where it is not to be told
 */
export function meterAwaits(text: string, isModule: boolean, lineOf: (offset: number) => number | null): AwaitMeteredProgram | null {
  const { program, problems } = parseSource(text, isModule ? 'bundle.mjs' : 'bundle.cjs', { lang: 'jsx', sourceType: isModule ? 'module' : 'commonjs' })
  if (program === null || problems.length > 0) return null
  let sites = 0
  // At one offset what opens outside opens first, and closes last: all close alike.
  const opening: Rewrite[] = []
  const closing: Rewrite[] = []
  // A node's own parentheses are not in the tree: what is put around the node stands inside them.
  const hand = ({ start, end }: Node, to: string): void => {
    opening.push({ start, end: start, text: ` ${meter}.${to},(` })
    closing.push({ start: end, end, text: '))' })
  }

  const awaited = new Set<Node>()
  const waiting: { readonly node: Node; readonly inAsync: boolean }[] = [{ node: program, inAsync: false }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node } = next
    const inAsync = isFunctionLike(node) ? node.async : next.inAsync
    const told = inAsync ? awaitedResult(node) : null
    const line = told !== null || isMetered(node) ? lineOf((told ?? node).start) : null
    if (line !== null) {
      const site = sites++
      if (node.type === 'AwaitExpression') {
        awaited.add(node.argument)
        hand(node.argument, `wait(${site},${line}`)
        if (isCombinator(node.argument)) hand(node.argument.arguments[0], `gather(${site}`)
      } else if (node.type === 'ForOfStatement') hand(node.right, `each(${site},${line}`)
      else if (told !== null) hand(told, `watch(${site},${line}`)
      else if (isCombinator(node) && !awaited.has(node)) {
        hand(node, `watch(${site},${line}`)
        hand(node.arguments[0], `gather(${site}`)
      }
    }
    forEachChild(node, (child) => waiting.push({ node: child, inAsync }))
  }
  if (sites === 0) return { text, sites }
  // Behind the first line, which may hold a directive.
  const start = Math.max(text.indexOf('\n'), 0)
  opening.push({ start, end: start, text: `;const ${meter}=globalThis[Symbol.for(${JSON.stringify(awaitMeterName)})];` })
  return { text: rewriteText(text, { start: 0, end: text.length }, [...closing, ...opening]), sites }
}

type Combinator = CallExpression & { readonly arguments: readonly [Node] }

/** What an asynchronous function returns may be a promise: it is awaited too. Null where it is none, or is told of by itself. */
function awaitedResult(node: Node): Node | null {
  const result = node.type === 'ReturnStatement' ? node.argument : node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement' ? node.body : null
  return result !== null && mayBePromise.has(result.type) && !isCombinator(result) ? result : null
}

function isMetered(node: Node): boolean {
  return node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await) || isCombinator(node)
}

function isCombinator(node: Node): node is Combinator {
  if (node.type !== 'CallExpression' || node.arguments.length !== 1 || node.arguments[0]?.type === 'SpreadElement') return false
  const { callee } = node
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Promise' && callee.property.type === 'Identifier' && !callee.computed && combinators.has(callee.property.name)
}
