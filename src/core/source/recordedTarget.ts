import type { MethodDefinition, Node, Program } from 'oxc-parser'
import { discoverFunctions } from './discoverFunctions.ts'
import type { Extent } from './functionBinding.ts'
import { nameDefaultExport } from './moduleRewrites.ts'
import { parseSource } from './parseSource.ts'
import { rewriteText } from './rewriteText.ts'
import type { Rewrite } from './rewriteText.ts'
import type { SourceFunction } from './sourceFunction.ts'
import { sourceLanguage } from './sourceLanguage.ts'
import { forEachChild, isClass, isFunctionLike } from './syntaxNode.ts'
import type { FunctionLike } from './syntaxNode.ts'
import { lastMemberAt } from './targetCallText.ts'

/** How the module's own text names what records, before one `$` more for each that the text has. */
const recorderName = 'heatline$recorder'

/** The module of a function whose calls are recorded. */
export interface RecordedTargetRequest {
  /** Absolute; its extension tells the language of the text. */
  readonly file: string
  /** An expression for what records: an object with `wrap`, `member` and `constructed`. */
  readonly recorder: string
  /** `SourceFunction.name` */
  readonly functionName: string
}

/** The module's text, every line where it was, or why the function's calls cannot be recorded in it, a sentence. */
export type RecordedTarget = { readonly text: string } | { readonly problem: string }

/**
 * Wraps a function in its module's text, before or after that was compiled: where it stands, so that whoever gets hold of it has the
 * wrapper.
 */
export function recordedTarget(text: string, { file, recorder, functionName }: RecordedTargetRequest): RecordedTarget {
  const language = sourceLanguage(file)
  const program = language === null || language.lang === 'dts' ? null : parseSource(text, file, language).program
  if (program === null) return { problem: `${file} does not parse.` }
  let name = recorderName
  while (text.includes(name)) name += '$'
  const found = targetRewrites(program, text, file, functionName, name)
  if ('problem' in found) return found
  const { start } = firstStatement(program)
  const head = { start, end: start, text: `var ${name} = ${recorder};` }
  return { text: rewriteText(text, { start: 0, end: text.length }, [head, ...found.rewrites]) }
}

type TargetRewrites = { readonly rewrites: readonly Rewrite[] } | { readonly problem: string }

function targetRewrites(program: Program, text: string, file: string, functionName: string, recorder: string): TargetRewrites {
  const discovered = discoverFunctions(text, file)
  const fn = discovered.functions.find(({ name }) => name === functionName) ?? compiledDefault(discovered.functions, functionName)
  if (fn === undefined) return { problem: `\`${functionName}\` was not found in what ${file} is compiled to.` }
  const chain = chainTo(program, fn.functionRange)
  const node = chain?.at(-1)
  if (chain === null || node === undefined || !isFunctionLike(node)) return { problem: `\`${functionName}\` cannot be wrapped.` }
  const parent = chain.at(-2)
  const shown = JSON.stringify(plainName(fn.name))
  const wrapInPlace = (): TargetRewrites => ({ rewrites: [
    { start: node.start, end: node.start, text: `${recorder}.wrap(` },
    { start: node.end, end: node.end, text: `, ${shown})` },
  ] })

  if (parent?.type === 'MethodDefinition') return methodRewrites(parent, chain, node, text, recorder)
  if (parent?.type === 'Property' && (parent.method || parent.kind !== 'init')) return propertyRewrites(fn, parent.kind, program, recorder)
  if (node.type !== 'FunctionDeclaration') return wrapInPlace()

  const named = node.id === null ? nameDefaultExport(text, discovered, `${recorder}$default`) : null
  const name = node.id?.name ?? `${recorder}$default`
  const wrap = `${name} = ${recorder}.wrap(${name}, ${shown});`
  const body = chain.at(-2)?.type.startsWith('Export') === true ? chain.at(-3) : chain.at(-2)
  // Functions are hoisted: wrapped before the first statement runs, nobody ever sees the bare one.
  const at = body?.type === 'Program' ? firstStatement(program).start : (body?.start ?? 0) + 1
  return { rewrites: [{ start: at, end: at, text: wrap }, ...(named === null ? [] : [named])] }
}

/** An anonymous default export gets a name from its compiler: `default_1`, `_default`. */
function compiledDefault(functions: readonly SourceFunction[], functionName: string): SourceFunction | undefined {
  return functionName === 'default' ? functions.find(({ name }) => /^_?default(?:_\d+)?$|^exports\.default$/.test(name)) : undefined
}

function methodRewrites(method: MethodDefinition, chain: readonly Node[], node: FunctionLike, text: string, recorder: string): TargetRewrites {
  const owner = chain.findLast(isClass)
  if (owner === undefined) return { problem: 'Its class was not found.' }
  if (method.key.type === 'PrivateIdentifier') return { problem: 'It is private: only code of its class can call it, so its calls cannot be recorded.' }
  if (method.kind === 'constructor') {
    const at = (node.body?.start ?? 0) + 1
    // Of the calls that a subclass makes through `super` no object of this class comes.
    return { rewrites: [{ start: at, end: at, text: `${recorder}?.constructed(new.target, ${owner.id?.name ?? 'new.target'}, arguments);` }] }
  }
  const key = method.computed ? text.slice(method.key.start, method.key.end) : JSON.stringify(method.key.type === 'Identifier' ? method.key.name : literalKey(method.key))
  const at = owner.body.end - 1
  return { rewrites: [{ start: at, end: at, text: `;static{${recorder}.member(this${method.static ? '' : '.prototype'}, ${key}, ${JSON.stringify(halfOf(method.kind))});}` }] }
}

/** A method of an object: replaced when the statement that makes the object has run. */
function propertyRewrites(fn: SourceFunction, kind: 'init' | 'get' | 'set', program: Program, recorder: string): TargetRewrites {
  const { reach } = fn
  const statement = program.body.find(({ start, end }) => start <= fn.functionRange.start && fn.functionRange.end <= end)
  if (statement === undefined || (reach.kind !== 'binding' && reach.kind !== 'instance')) return { problem: `\`${fn.name}\` cannot be reached from outside.` }
  const expression = reach.kind === 'binding' ? reach.expression : `${reach.className}.prototype${reach.member.startsWith('[') ? '' : '.'}${reach.member}`
  const at = lastMemberAt(expression)
  if (at === null || expression.startsWith('default')) return { problem: `\`${fn.name}\` belongs to an object without a name.` }
  const member = expression.slice(at)
  const key = member.startsWith('.') ? JSON.stringify(member.slice(1)) : member.slice(1, -1)
  return { rewrites: [{ start: statement.end, end: statement.end, text: `;${recorder}.member(${expression.slice(0, at)}, ${key}, ${JSON.stringify(halfOf(kind))});` }] }
}

function halfOf(kind: 'init' | 'method' | 'constructor' | 'get' | 'set'): 'value' | 'get' | 'set' {
  return kind === 'get' || kind === 'set' ? kind : 'value'
}

function literalKey(key: Node): string {
  return key.type === 'Literal' ? String(key.value) : ''
}

/** The name that V8 would give the function: the last member of its path. */
function plainName(name: string): string {
  return /[\w$]+(?=\W*$)/.exec(name.replace(/~\d+$/, ''))?.[0] ?? name
}

/** The nodes from the program down to the function with these offsets; null where there is none. */
function chainTo(program: Program, { start, end }: Extent): readonly Node[] | null {
  const chain: Node[] = [program]
  for (let at: Node = program; ;) {
    let within: Node | null = null
    forEachChild(at, (child) => {
      if (child.start <= start && end <= child.end) within = child
    })
    // TypeScript does not see the callback's assignment.
    const next = within as Node | null
    if (next === null) return null
    chain.push(next)
    if (next.start === start && next.end === end && isFunctionLike(next)) return chain
    at = next
  }
}

function firstStatement(program: Program): Extent {
  return program.body.find((statement) => statement.type !== 'ExpressionStatement' || typeof statement.directive !== 'string') ?? program
}
