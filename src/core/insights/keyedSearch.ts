import type { Node } from 'oxc-parser'
import { bare } from '../source/syntaxNode.ts'
import type { PlacedNode } from '../source/syntaxTree.ts'
import { lookupAt } from './lookup.ts'
import type { Lookup } from './lookup.ts'
import { usedNames } from './names.ts'

/** A search for an element by what it is, or by some of its properties. */
export interface KeyedSearch {
  readonly array: Node
  /** What a set or map is asked by; none where it is the element itself. */
  readonly keys: readonly string[]
  /** The element is wanted, and not only whether there is one. */
  readonly takesElement: boolean
  /** What a set answers instead; null where that cannot be written in its place. */
  readonly lookup: Lookup | null
}

const methods: ReadonlySet<string> = new Set(['some', 'find', 'findIndex', 'findLast', 'findLastIndex'])

/** `a.includes(b)`, `a.indexOf(b)`, `a.some((x) => x === b)`, `a.find(({ id }) => id === b)`; null for other tests, which no key answers. */
export function keyedSearchAt(at: PlacedNode): KeyedSearch | null {
  const { node } = at
  const lookup = lookupAt(at)
  if (lookup !== null) return { array: lookup.array.node, keys: [], takesElement: false, lookup }
  if (node.type !== 'CallExpression' || node.optional || node.arguments.length !== 1) return null
  const { callee } = node
  const [test] = node.arguments
  if (callee.type !== 'MemberExpression' || callee.computed || callee.optional || callee.property.type !== 'Identifier' || test === undefined) return null
  const array = bare(callee.object)
  const method = callee.property.name
  if (method === 'indexOf') return { array, keys: [], takesElement: true, lookup: null }
  const body = methods.has(method) ? bodyOf(test) : null
  const [element] = test.type === 'ArrowFunctionExpression' || test.type === 'FunctionExpression' ? test.params : []
  const compared = body === null || element === undefined ? null : comparedOf(body, element)
  if (compared === null) return null
  const keys = compared.flatMap(({ key }) => (key === null ? [] : [key]))
  const [only] = compared
  const isSame = method === 'some' && compared.length === 1 && only?.key === null
  return { array, keys, takesElement: method !== 'some', lookup: isSame ? { array: { node: array, parent: at }, wanted: only.wanted, whole: at, negated: false, isStrict: true } : null }
}

function bodyOf(test: Node): Node | null {
  if ((test.type !== 'ArrowFunctionExpression' && test.type !== 'FunctionExpression') || test.async || test.params.length !== 1 || test.body === null) return null
  if (test.body.type !== 'BlockStatement') return test.body
  const [only, ...more] = test.body.body
  return only?.type === 'ReturnStatement' && more.length === 0 ? only.argument : null
}

interface Compared {
  /** As it is called in the element; null for the element itself. */
  readonly key: string | null
  readonly wanted: Node
}

/** `x.a === b && x.c === d`; null where something else is asked. */
function comparedOf(asked: Node, element: Node): readonly Compared[] | null {
  if (asked.type === 'LogicalExpression' && asked.operator === '&&') {
    const left = comparedOf(asked.left, element)
    const right = comparedOf(asked.right, element)
    return left === null || right === null ? null : [...left, ...right]
  }
  if (asked.type !== 'BinaryExpression' || asked.operator !== '===') return null
  for (const [own, wanted] of [[asked.left, asked.right], [asked.right, asked.left]] as const) {
    const key = keyOf(bare(own), element)
    const ofElement = usedNames({ node: element, parent: null })
    if (key !== undefined && isPlain(bare(wanted)) && [...usedNames({ node: wanted, parent: null })].every((name) => !ofElement.has(name))) return [{ key, wanted }]
  }
  return null
}

/** Undefined for what is no part of the element. */
function keyOf(own: Node, element: Node): string | null | undefined {
  if (element.type === 'Identifier') {
    if (own.type === 'Identifier') return own.name === element.name ? null : undefined
    if (own.type !== 'MemberExpression' || own.object.type !== 'Identifier' || own.object.name !== element.name) return undefined
    if (!own.computed) return own.property.type === 'Identifier' ? own.property.name : undefined
    return own.property.type === 'Literal' ? String(own.property.value) : undefined
  }
  if (own.type !== 'Identifier') return undefined
  if (element.type === 'ArrayPattern') {
    const at = element.elements.findIndex((each) => each?.type === 'Identifier' && each.name === own.name)
    return at < 0 ? undefined : String(at)
  }
  if (element.type !== 'ObjectPattern') return undefined
  return element.properties.some((each) => each.type === 'Property' && each.value.type === 'Identifier' && each.value.name === own.name) ? own.name : undefined
}

/** It is the same for each element. */
function isPlain(node: Node): boolean {
  return node.type === 'Literal' || node.type === 'Identifier' || (node.type === 'MemberExpression' && !node.optional && (bare(node.object).type === 'ThisExpression' || isPlain(bare(node.object))) && (!node.computed || isPlain(node.property)))
}
