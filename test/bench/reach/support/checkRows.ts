import ts from 'typescript-classic'
import type { SourceFunction } from '../../../../src/core/source/sourceFunction.ts'
import type { HeatlineInputs } from './askHeatline.ts'
import { grouped } from './grouped.ts'
import { openProgram } from './openProgram.ts'
import type { SourceProgram } from './openProgram.ts'
import { rowCall, rowElements } from './rowCall.ts'

/** Inputs of one function, to be held against its declared types. */
export interface RowsToCheck {
  readonly id: string
  readonly file: string
  readonly fn: SourceFunction
  readonly inputs: Pick<HeatlineInputs, 'rows' | 'imports' | 'takesThis'>
}

/** Stands for the default export, which has no name of its own. */
const defaultName = 'heatlineReachDefault'

/** What the checker says that is not about values: private members, implicit `any` (of a callback's parameters), unused names, that the function's type would let it be missing: `handler.get`. */
const aboutAccess: ReadonlySet<number> = new Set([2341, 2445, 2446, 2673, 2674, 2683, 2721, 2722, 2723, 4111, 6133])

/**
 * Lets the classic compiler look at rows as calls in the function's own module, with the package's options, strict.
 * @returns by id, what it finds wrong; null where it finds nothing
 */
export function checkRows(root: string, files: readonly string[], options: ts.CompilerOptions, base: SourceProgram, asked: readonly RowsToCheck[]): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>()
  const texts = new Map<string, string>()
  const spans = new Map<string, readonly RowSpan[]>()
  for (const [file, group] of grouped(asked, (each) => each.file)) {
    const written = writeCalls(base.fileOf(file)?.text ?? '', file, group, (id, problem) => found.set(id, problem))
    texts.set(file, written.text)
    spans.set(file, written.spans)
  }
  const { program, checker, fileOf } = openProgram(root, files, options, texts, base.program)
  for (const [file, rows] of spans) {
    const source = fileOf(file)
    if (source === undefined) continue
    const nodes = rows.map((row) => ({ ...row, node: nodeAt(source, row.start, row.end) }))
    // The third parameter is what the editor's check of a region uses.
    const semantic = Reflect.apply(program.getSemanticDiagnostics.bind(program), program, [source, undefined, nodes.map(({ node }) => outermost(node))]) as readonly ts.Diagnostic[]
    const parse = Reflect.get(source, 'parseDiagnostics') as readonly ts.Diagnostic[]
    for (const { id, start, end, node } of nodes) {
      if (found.get(id) !== undefined && found.get(id) !== null) continue
      const error = [...parse, ...semantic].find((each) => each.start !== undefined && each.start >= start && each.start < end && !aboutAccess.has(each.code) && !(each.code >= 7000 && each.code < 7100))
      const hidden = error === undefined && node !== null ? findAny(node, checker) : null
      found.set(id, error !== undefined ? `TS${error.code} ${ts.flattenDiagnosticMessageText(error.messageText, ' ').slice(0, 300)}` : hidden)
    }
  }
  return found
}

interface RowSpan {
  readonly id: string
  readonly start: number
  readonly end: number
}

interface WrittenCalls {
  readonly text: string
  readonly spans: readonly RowSpan[]
}

/** The module with the rows' calls: at its end, or in the class that alone knows the member. */
function writeCalls(text: string, file: string, group: readonly RowsToCheck[], say: (id: string, problem: string) => void): WrittenCalls {
  const pieces = group.flatMap(({ id, fn, inputs }) => {
    const parameters = [`${defaultName}: typeof import(${JSON.stringify(file)}).default`, ...inputs.imports.map(({ name, from, exported }) => `${name}: typeof import(${JSON.stringify(from)}).${exported}`)]
    const open = `((${parameters.join(', ')}) => {`
    const inside = fn.reach.kind === 'instance' || fn.reach.kind === 'binding' ? fn.reach.insideClass ?? null : null
    const calls = [...new Set(inputs.rows)].map((row) => {
      const elements = rowElements(row)
      const call = elements === null ? null : rowCall(fn, elements, defaultName, inputs.takesThis)
      if (call === null) say(id, 'a row is no array of arguments')
      return call ?? ''
    })
    return [{ id, at: inside ?? text.length, open: inside === null ? `\n;${open}` : `;static{${open}`, calls, close: inside === null ? '});' : '})}' }]
  }).toSorted((a, b) => a.at - b.at)

  let written = ''
  let from = 0
  const spans: RowSpan[] = []
  for (const { id, at, open, calls, close } of pieces) {
    written += text.slice(from, at) + open
    from = at
    for (const call of calls) {
      written += '\n;('
      spans.push({ id, start: written.length, end: written.length + call.length })
      written += `${call}\n);`
    }
    written += close
  }
  return { text: written + text.slice(from), spans }
}

/** The expression that fills a stretch of text. */
function nodeAt(source: ts.SourceFile, start: number, end: number): ts.Node | null {
  let at: ts.Node = source
  for (;;) {
    const deeper: ts.Node | undefined = ts.forEachChild(at, (child) => (child.getStart(source) <= start && child.end >= end ? child : undefined))
    if (deeper === undefined || (deeper.getStart(source) === start && deeper.end === end)) return deeper ?? null
    at = deeper
  }
}

/** The statement, or the class's static block, that holds a node. */
function outermost(node: ts.Node | null): ts.Node | undefined {
  let at: ts.Node | undefined = node ?? undefined
  while (at !== undefined && !ts.isSourceFile(at.parent) && !ts.isClassStaticBlockDeclaration(at)) at = at.parent
  return at
}

/** A value that the checker lets pass everywhere because it knows nothing of it, where the declared type asks for something. */
function findAny(call: ts.Node, checker: ts.TypeChecker): string | null {
  const waiting: ts.Expression[] = ts.isCallExpression(call) || ts.isNewExpression(call) ? [...call.arguments ?? []] : ts.isBinaryExpression(call) ? [call.right] : []
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    const expected = checker.getContextualType(each)
    if (expected === undefined || (expected.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0) continue
    if (ts.isParenthesizedExpression(each)) waiting.push(each.expression)
    // A class whose constructor is private has instances all the same.
    else if (ts.isNewExpression(each) && checker.getTypeAtLocation(each.expression).getConstructSignatures().length > 0) continue
    else if (ts.isArrayLiteralExpression(each)) waiting.push(...each.elements)
    else if (ts.isObjectLiteralExpression(each)) waiting.push(...each.properties.flatMap((property) => (ts.isPropertyAssignment(property) ? [property.initializer] : [])))
    else if (!ts.isArrowFunction(each) && !ts.isFunctionExpression(each) && (checker.getTypeAtLocation(each).flags & ts.TypeFlags.Any) !== 0) return `\`${each.getText().slice(0, 80)}\` is \`any\` for ${checker.typeToString(expected).slice(0, 80)}`
  }
  return null
}
