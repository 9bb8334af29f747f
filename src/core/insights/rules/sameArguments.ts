import type { Node } from 'oxc-parser'
import type { HitRate, PrimitiveType, RepeatedArguments } from '../../evidence/repeatedArguments.ts'
import { formatShare } from '../../presentation/formatShare.ts'
import { isFunctionLike } from '../../source/syntaxNode.ts'
import type { FunctionLike } from '../../source/syntaxNode.ts'
import { nodesAround } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { freshName, usesOf } from '../names.ts'
import { givesPrimitive } from '../primitiveResult.ts'
import { functionAtTop, isPure } from '../purity.ts'
import { isFunction } from '../repeats.ts'

/** Calls that were recorded with arguments of earlier ones, of a function that answers by its arguments alone. */
export const sameArguments: InsightRule = {
  name: 'same-arguments',
  effort: 'quick win',
  kind: 'slow operation',
  link: 'https://en.wikipedia.org/wiki/Memoization',
  leastShare: 0.3,
  find: (tree, _, seen) => findingOf(tree, seen) ?? [],
}

/** Of fewer calls nobody can tell what others will be. */
const fewestCalls = 20

/** What asking a Map costs, with the making of its key: a function that is hardly slower gains nothing. */
const lookupMs = 0.0002

/** Results that the edit keeps: strings and numbers, so that all of them together stay small. */
const mostKept = 512

/** A rate within so much of the best one is as good. */
const asGood = 0.95

function findingOf(tree: SyntaxTree, { run, file }: Seen): readonly Finding[] | null {
  const repeats = run.evidence?.repeats
  const { name } = run.function
  if (repeats === undefined || run.function.file !== file || repeats.calls < fewestCalls || repeats.types.length === 0 || repeats.types.includes(null)) return null
  const best = repeats.hitRates.at(-1)
  const fn = functionAtTop(tree, name)
  if (best === undefined || fn === null || !isFunctionLike(fn.node) || !isPure(tree, fn)) return null
  const callMs = run.timing?.medianMs ?? 0
  const saved = best.rate - lookupMs / Math.max(callMs, lookupMs)
  if (saved <= 0) return null
  const { entries } = repeats.hitRates.find(({ rate }) => rate >= asGood * best.rate) ?? best
  return [{
    extent: { start: fn.node.start, end: fn.node.end },
    title: `Keep what \`${name}\` answered`,
    explanation: `\`${name}\` answers by its arguments alone, and is given the same ones again: a Map of ${entries === 1 ? 'the last answer' : `the last ${entries} answers`} spares the work. Try makes the recorded calls over and over, so that more of them repeat than in the tests.`,
    // Once all are known nothing is left but to ask.
    saves: { low: 0.9, high: 0.998 / saved },
    measured: { share: saved, evidence: evidenceOf(repeats, { entries, rate: best.rate }) },
    edit: givesPrimitive(tree, fn) ? editOf(tree, fn, fn.node, name, repeats.types) : null,
  }]
}

function evidenceOf({ calls, distinct }: RepeatedArguments, { entries, rate }: HitRate): string {
  return `Of ${calls} recorded calls ${formatShare(rate)} repeat the arguments of ${entries === 1 ? 'the one before' : `one of the last ${entries}`}; ${distinct} are different.`
}

/** The function under another name, behind one that asks a Map first. */
function editOf(tree: SyntaxTree, fn: PlacedNode, node: FunctionLike, name: string, types: RepeatedArguments['types']): Finding['edit'] {
  const { params } = node
  const names = params.flatMap((param) => (param.type === 'Identifier' && !param.optional ? [param.name] : []))
  const statement = nodesAround(fn).at(-2) ?? fn
  const named = node.type === 'FunctionDeclaration' ? node.id : fn.parent?.node.type === 'VariableDeclarator' && fn.parent.node.id.type === 'Identifier' && !fn.parent.node.id.typeAnnotation ? fn.parent.node.id : null
  if (named === null || node.typeParameters || names.length !== params.length || names.length !== types.length || names.length === 0) return null
  // It would be called before its Map is there.
  if (usesOf(tree, name).some((use) => use.node.start < statement.node.start && nodesAround(use).every((around) => !isFunction(around.node)))) return null
  if (statement.node.type === 'VariableDeclaration' && statement.node.declarations.length > 1) return null
  const text = (start: number, end: number): string => tree.text.slice(start, end)
  const end = tree.hasSemicolons ? ';' : ''
  const anew = freshName(tree, `${name}Anew`)
  const map = freshName(tree, `${name}Answers`)
  const known = freshName(tree, 'known')
  const keyed = freshName(tree, 'key')
  const parameters = text(params[0]?.start ?? 0, params.at(-1)?.end ?? 0)
  const returns = node.returnType ? text(node.returnType.start, node.returnType.end) : ''
  const unchecked = names.flatMap((each, at) => (isAnnotated(params[at], types[at] ?? null) ? [] : [`typeof ${each} !== '${types[at]}'`]))
  const isSimple = names.length === 1
  const key = isSimple ? names[0] ?? '' : keyed
  const lines = [
    ...(unchecked.length === 0 ? [] : [`if (${unchecked.join(' || ')}) return ${anew}(${names.join(', ')})${end}`]),
    ...(isSimple ? [] : [`const ${keyed} = ${keyText(names, types)}${end}`]),
    `let ${known} = ${map}.get(${key})${end}`,
    `if (${known} === undefined) {`,
    `  ${known} = ${anew}(${names.join(', ')})${end}`,
    `  if (${map}.size >= ${mostKept}) ${map}.clear()${end}`,
    `  ${map}.set(${key}, ${known})${end}`,
    '}',
    `return ${known}${end}`,
  ]
  const isDeclaration = node.type === 'FunctionDeclaration'
  const head = isDeclaration ? `${text(statement.node.start, node.start)}function ${name}(${parameters})${returns} {` : `${text(statement.node.start, named.start)}${name} = (${parameters})${returns} => {`
  const mapType = tree.isTypeScript ? `<${isSimple ? types[0] : 'string'}, ReturnType<typeof ${anew}>>` : ''
  const wrapper = [head, ...lines.map((line) => `  ${line}`), `}${isDeclaration ? '' : end}`, '', `const ${map} = new Map${mapType}()${end}`, '', ''].join('\n')
  return [{ start: statement.node.start, end: named.end, text: `${wrapper}${isDeclaration ? 'function' : 'const'} ${anew}` }]
}

/** One text for all arguments, another for others: each but the last says where it ends. */
function keyText(names: readonly string[], types: RepeatedArguments['types']): string {
  const parts = names.map((name, at) => (at === names.length - 1 ? `\${${name}}` : types[at] === 'string' ? `\${${name}.length}:\${${name}}` : `\${${name}},`))
  return `\`${parts.join('')}\``
}

function isAnnotated(param: Node | undefined, type: PrimitiveType | null): boolean {
  const annotated = param?.type === 'Identifier' ? param.typeAnnotation?.typeAnnotation.type : undefined
  return annotated !== undefined && type !== null && annotated === ({ string: 'TSStringKeyword', number: 'TSNumberKeyword', boolean: 'TSBooleanKeyword', bigint: 'TSBigIntKeyword' } as const)[type]
}
