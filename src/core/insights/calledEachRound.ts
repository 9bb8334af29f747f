import type { CallExpression, Node } from 'oxc-parser'
import { nodesAround } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { unchangedThroughout } from './hoist.ts'
import { declarationOf, functionOf, isPropertyName, usedNames, usesOf } from './names.ts'
import { neverReplaced } from './neverReplaced.ts'
import { isFunction, repetitionsAround } from './repeats.ts'
import type { Repetition } from './repeats.ts'

/** A function that a loop calls again and again, while what some of its code depends on stays the same. */
export interface CalledEachRound {
  readonly fn: PlacedNode
  readonly name: string
  readonly call: CallExpression
  readonly repetition: Repetition
  /** Nobody else calls it, or gets hold of it. */
  readonly isOnlyCall: boolean
}

/**
 * For code that is in no loop itself. Null where no call of its function stands in one, or another value comes each time.
 * @param names that the code depends on
 * @param isSame whether what it asks an instance for must stay the same
 */
export function calledEachRound(tree: SyntaxTree, at: PlacedNode, names: Iterable<string>, isSame = true): CalledEachRound | null {
  const fn = nodesAround(at).find(({ node }) => isFunction(node))
  const name = fn === undefined ? null : nameOf(fn)
  if (fn === undefined || name === null || !('params' in fn.node) || (isSame && !neverReplaced(tree, at))) return null
  const { params } = fn.node
  const isMethod = fn.parent?.node.type === 'MethodDefinition'
  const needed = [...names].filter((each) => !isMethod || each !== 'this')
  if (!isMethod && needed.includes('this')) return null
  const uses = isMethod ? methodUses(tree, name) : usesOf(tree, name).filter((use) => functionOf(tree, use, name)?.node === fn.node && use.parent?.node !== fn.node && use.parent?.node !== fn.parent?.node)
  let found: CalledEachRound | null = null
  for (const use of uses) {
    const call = use.parent
    if (call?.node.type !== 'CallExpression' || call.node.callee !== use.node) continue
    const { arguments: handed } = call.node
    const outer = needed.flatMap((each) => {
      const declared = declarationOf(tree, at, each)
      const place = params.findIndex((param) => param === declared?.node)
      if (place >= 0) return handed[place] === undefined || handed.slice(0, place + 1).some(({ type }) => type === 'SpreadElement') || !isSteady(handed[place].type) ? [null] : [...usedNames({ node: handed[place], parent: call })]
      // What is declared in the function is another one each time.
      return declared !== null && declared.node.start >= fn.node.start && declared.node.end <= fn.node.end ? [null] : [each]
    })
    const repetition = outer.includes(null) ? null : unchangedThroughout(tree, call, outer.flatMap((each) => each ?? []))
    if (repetition !== null) found ??= { fn, name, call: call.node, repetition, isOnlyCall: !isMethod && uses.length === 1 && !isExported(fn) }
    // Where one loop has another value each time, nobody knows whose time was measured.
    else if (repetitionsAround(call).length > 0) return null
  }
  return found
}

function nameOf({ node, parent }: PlacedNode): string | null {
  const id = node.type === 'FunctionDeclaration' ? node.id : parent?.node.type === 'VariableDeclarator' ? parent.node.id : parent?.node.type === 'MethodDefinition' && parent.node.kind === 'method' && !parent.node.computed ? parent.node.key : null
  return id?.type === 'Identifier' ? id.name : null
}

/** `it.name`, where one class of the text has a method of that name. */
function methodUses(tree: SyntaxTree, name: string): readonly PlacedNode[] {
  const isNamed = (key: Node): boolean => key.type === 'Identifier' && key.name === name
  if (tree.nodes.filter(({ node }) => node.type === 'MethodDefinition' && isNamed(node.key)).length !== 1) return []
  return tree.nodes.filter(({ node }) => node.type === 'MemberExpression' && !node.computed && isNamed(node.property))
}

/** Code that gives the same value each time where its names stand for the same. */
function isSteady(type: string): boolean {
  return ['Identifier', 'MemberExpression', 'Literal', 'TemplateLiteral', 'ThisExpression'].includes(type)
}

function isExported(fn: PlacedNode): boolean {
  return [fn, ...nodesAround(fn)].some(({ node }) => node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration')
}

/** Uses of a parameter in its function, other than where it is declared. */
export function usesOfParameter(tree: SyntaxTree, { node: fn }: PlacedNode, name: string): readonly PlacedNode[] {
  return usesOf(tree, name).filter((use) => use.node.start >= fn.start && use.node.end <= fn.end && !isPropertyName(use) && !('params' in fn && Array.isArray(fn.params) && fn.params.some((param) => param === use.node)))
}

/** What the call hands over for a parameter, where the function gives nothing but an answer: then that can stand for the call. Null for others. */
export function handedFor({ fn, call }: CalledEachRound, answer: Node, name: Node): Node | null {
  const { node } = fn
  if (!('params' in node) || !('body' in node) || node.async || name.type !== 'Identifier') return null
  const { body, params } = node
  const only = body?.type === 'BlockStatement' && body.body.length === 1 ? body.body[0] : body
  const given = only?.type === 'ReturnStatement' ? only.argument : only
  const place = params.findIndex((param) => param.type === 'Identifier' && param.name === name.name)
  const handed = call.arguments[place]
  return given === answer && handed !== undefined && handed.type !== 'SpreadElement' ? handed : null
}
