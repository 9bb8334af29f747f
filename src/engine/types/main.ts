// What runs as `node dist/typeReader.cjs`: reads a question from standard input, as JSON, and answers on standard output
// what values the parameters of functions take, by their types. A process of its own: opening a project takes up to
// seconds, and another's compiler can fail in any way.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { markAny } from '../../core/workloads/anyMarks.ts'
import type { CallShape } from '../../core/workloads/inputShape.ts'
import { onPrototype, onReceiver, withArguments } from '../../core/workloads/untypedCall.ts'
import { alternativeRows } from '../inputs/alternativeRows.ts'
import { bodyLiterals } from '../inputs/bodyLiterals.ts'
import { rowText, rowTexts } from '../inputs/rowTexts.ts'
import type { AcceptRows } from '../inputs/rowTexts.ts'
import { acceptedRows } from './acceptedRows.ts'
import type { Compiler } from './compiler.ts'
import { compilerReader } from './compilerReader.ts'
import { moduleNames } from './moduleNames.ts'
import { openClassic } from './openClassic.ts'
import type { ClassicTypeScript } from './openClassic.ts'
import { openNative } from './openNative.ts'
import type { NativeTypeScript } from './openNative.ts'
import { shapeReader } from './readShape.ts'
import type { RowQuestion, TypeAnswer, TypeQuestion } from './typeQuestion.ts'
import { valueNames } from './valueNames.ts'

/* oxlint-disable typescript/no-unsafe-type-assertion -- what another process sent, and modules of the workspace */

async function answer({ file, text, cwd, fallback, ends, canImport, rows }: TypeQuestion): Promise<TypeAnswer> {
  if (rows !== null && rows.given !== null) return { functions: [], rows: await rowsOfGiven(rows, rows.given, { file, text, cwd, fallback }), probes: [], names: [], imports: [] }
  const compiler = await openCompiler(file, text, cwd, fallback)
  if (compiler === null) return { functions: [], rows: rowsFor(rows?.untyped ?? null, rows), probes: probesFor(rows?.untyped ?? null, rows), names: receiverNames(text, rows?.untyped ?? null), imports: [] }
  try {
    const reader = compilerReader(compiler)
    const scope = moduleNames(file, text, canImport)
    const shapes = shapeReader(reader, (expression, home) => scope.nameFor(expression, home), new Set(rows?.wanted))
    const functions = ends.map((end) => {
      const call = reader.callOf(end)
      return call === null ? null : completed(shapes.readCall(call), rows)
    })
    const [first = null] = functions
    // What code without types does with `this` its checker only guesses.
    const isWritten = rows === null || (rows.target.takesThis && !isTypeScript(file))
    const made = isWritten ? rowsFor(first, rows) : rowsFor(first, rows, (all) => (acceptedRows(compiler, text, rows.target, all, [...scope.imports.values()])))
    return { functions, rows: made, probes: probesFor(first, rows), names: [...new Set([...scope.used, ...receiverNames(text, first)])], imports: [...scope.imports.values()] }
  } finally {
    compiler.close()
  }
}

/** A call with what types do not tell of it. */
function completed(call: CallShape, question: TypeQuestion['rows']): CallShape {
  if (question === null) return call
  const whole = question.usesArguments ? withArguments(call) : call
  const isUnknown = whole.receiver === null || whole.receiver.kind === 'unknown'
  if (question.target.takesThis) return isUnknown ? onReceiver(whole) : whole
  if (!question.takesReceiver) return whole
  const { reach } = question.target
  return { ...whole, receiver: isUnknown || whole.receiver === null ? question.untyped.receiver : reach.kind === 'instance' ? onPrototype(whole.receiver, reach.className) : whole.receiver }
}

function rowsFor(call: CallShape | null, question: TypeQuestion['rows'], accept?: AcceptRows): TypeAnswer['rows'] {
  if (call === null || question === null) return null
  return alternativeRows([call], question.takesReceiver, bodyLiterals(question.bodyText), question.seed, question.count, accept, question.wanted)
}

/** Names of the module that a receiver is made with. */
function receiverNames(text: string, call: CallShape | null): readonly string[] {
  const written: string[] = []
  // Parameters have names too, some of them those of types.
  JSON.stringify(call?.receiver ?? null, (key, value: unknown) => {
    if ((key === 'callee' || key === 'text') && typeof value === 'string') written.push(...value.match(/(?<![\p{ID_Continue}$.])[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [])
    return value
  })
  return [...valueNames(text)].filter((name) => written.includes(name))
}

/** Rows of shapes that were found out; where the text tells types the checker has a say in them. */
async function rowsOfGiven(rows: RowQuestion, given: readonly CallShape[], { file, text, cwd, fallback }: Pick<TypeQuestion, 'file' | 'text' | 'cwd' | 'fallback'>): Promise<TypeAnswer['rows']> {
  const compiler = isTypeScript(file) || (!rows.target.takesThis && documentsTypes.test(text)) ? await openCompiler(file, text, cwd, fallback) : null
  try {
    const cells = new Map<string, readonly string[]>()
    const note: AcceptRows = (all) => all.map((row) => cells.set(rowText(row), row).size > 0)
    const made = alternativeRows(given, rows.takesReceiver, bodyLiterals(rows.bodyText), rows.seed, rows.count, note, rows.wanted)
    if (compiler === null) return made
    const accepted = acceptedRows(compiler, text, rows.target, made.rows.map((row) => cells.get(row) ?? []), rows.imports)
    // Comments may be wrong, and code without types goes on all the same.
    if (!isTypeScript(file) && accepted.filter(Boolean).length < fewAccepted) return made
    return { ...made, rows: made.rows.filter((_, index) => accepted[index]), origins: made.origins.filter((_, index) => accepted[index]) }
  } finally {
    compiler?.close()
  }
}

/** A few rows, for what varies in them are the probes. */
function probesFor(call: CallShape | null, question: TypeQuestion['rows']): readonly string[] {
  if (call === null || question === null) return []
  return rowTexts(markAny(call).call, question.takesReceiver, bodyLiterals(question.bodyText), question.seed, 16).rows
}

/** JSDoc that says what a parameter takes. */
const documentsTypes = /@(?:param|type|template)\s*\{/u

/** With fewer rows than that, what comments say of the types is not followed. */
const fewAccepted = 20

function isTypeScript(file: string): boolean {
  return /\.[cm]?tsx?$/u.test(file)
}

/** The workspace's own TypeScript, from the file's folder, else the fallback; null where there is none. */
async function openCompiler(file: string, text: string, cwd: string, fallback: string | null): Promise<Compiler | null> {
  const own = createRequire(file)
  const hasOwn = resolves(own)
  if (!hasOwn && fallback === null) return null
  const require = hasOwn || fallback === null ? own : createRequire(path.join(fallback, 'none.js'))
  if (!hasOwn && !resolves(require)) return null
  const manifest = require.resolve('typescript/package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const major = Number.parseInt(version, 10)
  if (major >= 7) return openNative(await import(pathToFileURL(require.resolve('typescript/unstable/sync')).href) as NativeTypeScript, file, text, cwd)
  return major >= 5 ? openClassic(require('typescript') as ClassicTypeScript, file, text) : null
}

function resolves(require: NodeJS.Require): boolean {
  try {
    require.resolve('typescript/package.json')
    return true
  } catch {
    return false
  }
}

answer(JSON.parse(readFileSync(0, 'utf8')) as TypeQuestion).then((found) => process.stdout.write(JSON.stringify(found)), (error: unknown) => {
  process.stderr.write(error instanceof Error ? error.stack ?? error.message : String(error))
  process.exitCode = 1
})
