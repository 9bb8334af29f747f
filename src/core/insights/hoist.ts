import type { Node } from 'oxc-parser'
import type { Rewrite } from '../source/rewriteText.ts'
import { nodesAround, nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { arrowBodyExtent } from '../source/arrowBodyExtent.ts'
import { declarationOf, declaresName, isChangedByFunctions, mayChange } from './names.ts'
import { neverReplaced } from './neverReplaced.ts'
import { isFunction, repetitionsAround } from './repeats.ts'
import type { Repetition } from './repeats.ts'

/**
 * The outermost repetition around some code in which none of these names is declared or changed: what depends on nothing else is the
 * same each time. Null where there is none.
 * @param except code whose changes leave things as they are when it is run again
 */
export function unchangedThroughout(tree: SyntaxTree, at: PlacedNode, names: Iterable<string>, except: readonly Node[] = []): Repetition | null {
  const needed = [...names].filter((name) => name !== 'this' || !isOfInstance(tree, at))
  if (needed.some((name) => isChangedByFunctions(tree, at, name))) return null
  let outermost: Repetition | null = null
  for (const repetition of repetitionsAround(at)) {
    if (needed.some((name) => declaresName(tree, repetition.part, name) || mayChange(tree, repetition.part, name, except))) break
    outermost = repetition
  }
  return outermost
}

/** It asks an instance for what only its constructor writes. */
function isOfInstance(tree: SyntaxTree, at: PlacedNode): boolean {
  return nodesBelow(at).every(({ node, parent }) => node.type !== 'ThisExpression' || (parent?.node.type === 'MemberExpression' && parent.node.object === node && !parent.node.computed)) && neverReplaced(tree, at)
}

/** Writes a statement before the module's one that some code stands in, where all of these names hold already; null where they do not, or it stands in no function. */
export function insertInModule(tree: SyntaxTree, at: PlacedNode, statement: string, names: Iterable<string>): readonly Rewrite[] | null {
  const around = nodesAround(at)
  const top = around.at(-2)
  if (top === undefined || !around.some(({ node }) => isFunction(node))) return null
  const { start } = top.node
  for (const name of names) {
    const declared = declarationOf(tree, at, name)
    // What the text does not declare is known everywhere.
    if (declared === null && name !== 'this') continue
    const isTop = declared !== null && nodesAround(declared).every(({ node }) => !isFunction(node) && node.type !== 'BlockStatement')
    if (!isTop || declared.node.start >= start || isChangedByFunctions(tree, top, name)) return null
  }
  return [{ start, end: start, text: `${ended(tree, statement, start)}\n\n` }]
}

/** Writes a statement before the one that some code stands in, where all of these names hold already; null where there is no such place. */
export function insertBefore(tree: SyntaxTree, at: PlacedNode, statement: string, names: Iterable<string>): readonly Rewrite[] | null {
  const needed = [...names]
  for (let below = at; below.parent !== null; below = below.parent) {
    const { node } = below.parent
    if (node.type === 'ArrowFunctionExpression' && node.body === below.node && node.body.type !== 'BlockStatement') return inArrow(tree, below.node, statement)
    if (isFunction(node)) return null
    if (!isList(node)) continue
    const { start } = below.node
    if (needed.some((name) => (declarationOf(tree, at, name)?.node.start ?? -1) >= start)) return null
    const lineStart = tree.text.lastIndexOf('\n', start - 1) + 1
    const indentation = /^[ \t]*/u.exec(tree.text.slice(lineStart, start))?.[0] ?? ''
    return [{ start, end: start, text: `${indented(ended(tree, statement, start), indentation)}\n${indentation}` }]
  }
  return null
}

/** What was inserted, and a replacement: where they touch they are one, so that their order is certain. */
export function withReplacement(inserted: readonly Rewrite[], replacement: Rewrite): readonly Rewrite[] {
  const { start, end, text } = replacement
  const textsAt = (offset: number): string => inserted.filter((each) => each.start === offset && each.end === offset).map((each) => each.text).join('')
  const apart = inserted.filter((each) => each.start !== each.end || (each.start !== start && each.start !== end))
  return [...apart, { start, end, text: textsAt(start) + text + (end === start ? '' : textsAt(end)) }]
}

/** An arrow function that is one expression becomes one of two statements. */
function inArrow(tree: SyntaxTree, body: Node, statement: string): readonly Rewrite[] {
  const [start, end] = arrowBodyExtent(tree.text, body.start, body.end)
  const lineStart = tree.text.lastIndexOf('\n', start - 1) + 1
  const indentation = /^[ \t]*/u.exec(tree.text.slice(lineStart))?.[0] ?? ''
  return [
    { start, end: start, text: `{\n${indentation}  ${indented(ended(tree, statement, null), `${indentation}  `)}\n${indentation}  return ` },
    { start: end, end, text: `\n${indentation}}` },
  ]
}

/** A statement as the text's others end; and where the next would else go on with it. @param next where that begins; null where it begins with a word */
function ended(tree: SyntaxTree, statement: string, next: number | null): string {
  const goesOn = next !== null && /^[[(`/+*-]/u.test(tree.text.slice(next, next + 1))
  return /[;}]$/u.test(statement) || !(tree.hasSemicolons || goesOn) ? statement : `${statement};`
}

function indented(statement: string, indentation: string): string {
  return statement.replaceAll('\n', `\n${indentation}`)
}

function isList(node: Node): boolean {
  return node.type === 'BlockStatement' || node.type === 'Program' || node.type === 'StaticBlock'
}
