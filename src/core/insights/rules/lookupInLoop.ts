import type { Node } from 'oxc-parser'
import { bare } from '../../source/syntaxNode.ts'
import type { Rewrite } from '../../source/rewriteText.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { calledEachRound, handedFor, usesOfParameter } from '../calledEachRound.ts'
import type { CalledEachRound } from '../calledEachRound.ts'
import { insertBefore, insertInModule, unchangedThroughout, withReplacement } from '../hoist.ts'
import { handedAsText } from '../handedAsText.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { leastSearchMs } from '../leastSearchMs.ts'
import { lookupAt } from '../lookup.ts'
import type { Lookup } from '../lookup.ts'
import { declarationOf, freshName, usedNames, usesOf } from '../names.ts'
import { elementsNeverNan, neverNan } from '../neverNan.ts'

/** `includes` and `indexOf` on an array that stays the same while a loop asks it again and again. */
export const lookupInLoop: InsightRule = {
  name: 'lookup-in-loop',
  effort: 'quick win',
  kind: 'slow operation',
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Set#performance',
  // A short array is searched as quickly as a set is asked; a long one takes most of the time.
  leastShare: 0.2,
  leastMs: leastSearchMs,
  find: (tree, nodes, seen) => nodes.flatMap((at) => findingAt(tree, at, seen) ?? []),
}

/** A literal of so few elements is searched as quickly as a set. */
const fewElements = 16

function findingAt(tree: SyntaxTree, at: PlacedNode, seen: Seen): Finding | null {
  const lookup = lookupAt(at) ?? placeAt(at)
  if (lookup === null || isKnownOtherwise(tree, lookup.array) || handedAsText(tree, lookup.array, seen)) return null
  const names = usedNames(lookup.array)
  const repetition = unchangedThroughout(tree, at, names)
  const called = repetition === null ? calledEachRound(tree, lookup.array, names) : null
  if (repetition === null && called === null) return null
  const text = (node: Node): string => tree.text.slice(node.start, node.end)
  const array = text(lookup.array.node)
  const collection = 'isPlace' in lookup ? 'Map' : 'Set'
  return {
    extent: { start: at.node.start, end: at.node.end },
    title: `Ask a ${collection} instead of searching \`${array}\` each time`,
    explanation: called === null
      ? `\`${array}\` is searched from its beginning in each round, and does not change meanwhile. A ${collection} that is made once before answers at once, however long the array.`
      : `\`${called.name}\` is called in a loop on line ${tree.lineAt(called.call.start) + 1}, and searches \`${array}\` from its beginning each time, which does not change meanwhile. A ${collection} that is made once before answers at once, however long the array.`,
    saves: { low: 0.3, high: 0.998 },
    edit: repetition !== null ? editOf(tree, lookup, repetition.whole, names) : called === null || 'isPlace' in lookup ? null : editThrough(tree, lookup, called, names),
  }
}

/** `a.indexOf(b)`, where the place itself is asked for. */
function placeAt(at: PlacedNode): (Lookup & { readonly isPlace: true }) | null {
  const { node, parent } = at
  if (node.type !== 'CallExpression' || node.optional || node.arguments.length !== 1 || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.optional || node.callee.property.type !== 'Identifier' || node.callee.property.name !== 'indexOf') return null
  const array = bare(node.callee.object)
  const [wanted] = node.arguments
  if (wanted === undefined || wanted.type === 'SpreadElement' || (array.type !== 'Identifier' && array.type !== 'MemberExpression') || lookupAt(at) !== null) return null
  // Compared with another place it tells the first of equal ones, which `array-as-set` says more of.
  if (parent?.node.type === 'BinaryExpression') return null
  return { array: { node: array, parent: at }, wanted, whole: at, negated: false, isStrict: true, isPlace: true }
}

/** A name for what is made of an array. */
function nameFor(tree: SyntaxTree, array: string, ending: string): string {
  return freshName(tree, `${/[\w$]+$/u.exec(array)?.[0].replace(/^#/u, '') ?? 'known'}${ending}`)
}

function editOf(tree: SyntaxTree, lookup: Lookup, whole: PlacedNode, names: Iterable<string>): Finding['edit'] {
  const text = (node: Node): string => tree.text.slice(node.start, node.end)
  const array = text(lookup.array.node)
  const isPlace = 'isPlace' in lookup
  const name = nameFor(tree, array, isPlace ? 'Places' : 'Set')
  const before = insertBefore(tree, whole, `const ${name} = ${isPlace ? placesOf(tree, lookup, array) : setOf(tree, lookup, array)}`, names)
  const { start, end } = lookup.whole.node
  const around = lookup.whole.parent?.node.type ?? ''
  const place = `${name}.get(${text(lookup.wanted)}) ?? -1`
  const answer = !isPlace ? `${lookup.negated ? '!' : ''}${name}.has(${text(lookup.wanted)})` : /^(?:VariableDeclarator|ReturnStatement|ArrowFunctionExpression|AssignmentExpression|CallExpression)$/u.test(around) ? place : `(${place})`
  return before === null ? null : withReplacement(before, { start, end, text: answer })
}

function mayBeNan(tree: SyntaxTree, { array, wanted, isStrict }: Lookup): boolean {
  return isStrict && !neverNan(tree, { node: wanted, parent: array.parent }) && !elementsNeverNan(tree, array)
}

function setOf(tree: SyntaxTree, lookup: Lookup, array: string): string {
  return `new Set(${array}${mayBeNan(tree, lookup) ? '.filter((each) => !Number.isNaN(each))' : ''})`
}

/** The first place of each. */
function placesOf(tree: SyntaxTree, lookup: Lookup, array: string): string {
  return `new Map(${array}.map((each, at) => [each, at]${tree.isTypeScript ? ' as const' : ''})${mayBeNan(tree, lookup) ? '.filter(([each]) => !Number.isNaN(each))' : ''}.reverse())`
}

/** The call asks a set itself; or hands one over instead of the array. */
function editThrough(tree: SyntaxTree, lookup: Lookup, called: CalledEachRound, names: Iterable<string>): Finding['edit'] {
  const { fn, call, repetition, isOnlyCall } = called
  const { node } = lookup.array
  const text = (part: Node): string => tree.text.slice(part.start, part.end)
  const params = 'params' in fn.node && Array.isArray(fn.node.params) ? fn.node.params : []
  const place = params.findIndex((param) => param.type === 'Identifier' && node.type === 'Identifier' && param.name === node.name)
  const param = params[place]
  const handed = call.arguments[place]
  const answer = (set: string): Rewrite => ({ start: lookup.whole.node.start, end: lookup.whole.node.end, text: `${lookup.negated ? '!' : ''}${set}.has(${text(lookup.wanted)})` })
  if (node.type !== 'Identifier' || param?.type !== 'Identifier' || handed === undefined) {
    const set = nameFor(tree, text(node), 'Set')
    const before = insertInModule(tree, lookup.array, `const ${set} = ${setOf(tree, lookup, text(node))}`, names)
    return before === null ? null : withReplacement(before, answer(set))
  }
  const wanted = handedFor(called, lookup.whole.node, lookup.wanted)
  if (wanted !== null) {
    const set = nameFor(tree, text(handed), 'Set')
    const before = insertBefore(tree, repetition.whole, `const ${set} = ${setOf(tree, lookup, text(handed))}`, usedNames({ node: handed, parent: null }))
    return before === null ? null : withReplacement(before, { start: call.start, end: call.end, text: `${lookup.negated ? '!' : ''}${set}.has(${text(wanted)})` })
  }
  if (!isOnlyCall || param.optional || usesOfParameter(tree, fn, node.name).length !== 1) return null
  const type = param.typeAnnotation?.typeAnnotation
  const element = type === undefined ? null : /^(?:readonly )?([\w.]+)\[\]$|^(?:Readonly)?Array<(.+)>$/u.exec(text(type))
  if (type !== undefined && element === null) return null
  const set = nameFor(tree, text(handed), 'Set')
  const before = insertBefore(tree, repetition.whole, `const ${set} = ${setOf(tree, lookup, text(handed))}`, usedNames({ node: handed, parent: null }))
  if (before === null) return null
  return [...withReplacement(before, { start: handed.start, end: handed.end, text: set }), answer(node.name), ...(type === undefined ? [] : [{ start: type.start, end: type.end, text: `ReadonlySet<${element?.[1] ?? element?.[2] ?? 'unknown'}>` }])]
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
const textual = /(?:^|[a-z_])(?:text|str|string|line|word|message|html|source|content|url|path|name|input|csv|query|body|haystack|sentence|paragraph|article|alphabet|phrase|title|description|label)$/iu

const stringMethods: ReadonlySet<string> = new Set(['toLowerCase', 'toUpperCase', 'trim', 'trimStart', 'trimEnd', 'charAt', 'charCodeAt', 'codePointAt', 'startsWith', 'endsWith', 'substring', 'substr', 'replace', 'replaceAll', 'match', 'matchAll', 'padStart', 'padEnd', 'toString', 'normalize'])
