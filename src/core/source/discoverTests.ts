import type { Argument, CallExpression, Expression, Node, VariableDeclarator } from 'oxc-parser'
import { LineIndex } from './lineIndex.ts'
import { parseSource } from './parseSource.ts'
import { sourceLanguage } from './sourceLanguage.ts'
import type { SourceTest, SourceTestKind } from './sourceTest.ts'
import { bare, forEachChild } from './syntaxNode.ts'

/** The functions of vitest, jest, mocha and node:test that declare tests. */
const declarers: Readonly<Record<string, SourceTestKind>> = {
  test: 'test', it: 'test', specify: 'test', fit: 'test', xit: 'test', xtest: 'test',
  describe: 'suite', suite: 'suite', context: 'suite', fdescribe: 'suite', xdescribe: 'suite',
  bench: 'benchmark',
}

/** Those that run nothing. */
const withoutBody = new Set(['todo'])

/** What makes a declarer of another: `test.each(table)(...)`, `it.skipIf(condition)(...)`. */
const makers = new Set(['each', 'for', 'skipIf', 'runIf'])

const modifiers = new Set(['only', 'skip', 'concurrent', 'sequential', 'fails', 'failing', 'shuffle', 'parallel', 'serial', ...makers])

/**
 * Finds the tests, suites and benchmarks of a test file, in the order of the text. A text that does not parse has none, and
 * neither has one whose titles only running it would tell.
 */
export function discoverTests(text: string, fileName: string): readonly SourceTest[] {
  const language = sourceLanguage(fileName)
  if (language === null || language.lang === 'dts') return []
  const { program, problems } = parseSource(text, fileName, language)
  if (program === null || problems.length > 0) return []
  const lines = new LineIndex(text)
  const kinds = new Map(Object.entries(declarers))
  const found: SourceTest[] = []
  const pending: { readonly node: Node; readonly path: readonly string[] }[] = [{ node: program, path: [] }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, path } = next
    if (node.type === 'VariableDeclarator') nameExtended(node, kinds)
    const declared = node.type === 'CallExpression' ? declaredBy(node, kinds, text) : null
    let inner = path
    if (declared !== null) {
      inner = [...path, declared.title]
      found.push({ ...declared, path: inner, line: lines.lineAt(node.start), startLine: lines.lineAt(node.start), endLine: lines.lineAt(node.end) })
      // A test declares no others that a runner could be asked for.
      if (declared.kind !== 'suite') continue
    }
    const children: Node[] = []
    forEachChild(node, (child) => children.push(child))
    for (const child of children.toReversed()) pending.push({ node: child, path: inner })
  }
  return found.toSorted((a, b) => a.startLine - b.startLine)
}

function declaredBy(call: CallExpression, kinds: ReadonlyMap<string, SourceTestKind>, text: string): { readonly kind: SourceTestKind; readonly title: string } | null {
  const kind = kindOf(call.callee, kinds, false)
  const [first, ...others] = call.arguments
  if (kind === null || first === undefined || !others.some(isFunction)) return null
  const title = titleOf(first, text)
  return title === null ? null : { kind, title }
}

/** @param isMade the expression is called or tagged, and what that returns declares */
function kindOf(callee: Expression, kinds: ReadonlyMap<string, SourceTestKind>, isMade: boolean): SourceTestKind | null {
  const node = bare(callee)
  switch (node.type) {
    case 'Identifier': return isMade ? null : kinds.get(node.name) ?? null
    case 'CallExpression': return isMade ? null : kindOf(node.callee, kinds, true)
    case 'TaggedTemplateExpression': return isMade ? null : kindOf(node.tag, kinds, true)
    case 'MemberExpression': {
      const { property, object } = node
      if (property.type !== 'Identifier' || node.computed || withoutBody.has(property.name) || !modifiers.has(property.name)) return null
      return makers.has(property.name) === isMade ? kindOf(object, kinds, false) : null
    }
    default: return null
  }
}

function isFunction(argument: Argument): boolean {
  return argument.type === 'ArrowFunctionExpression' || argument.type === 'FunctionExpression' || argument.type === 'Identifier'
}

/** A placeholder stands for what a template literal computes. */
function titleOf(argument: Argument, text: string): string | null {
  switch (argument.type) {
    case 'Literal': return typeof argument.value === 'string' ? argument.value : null
    case 'TemplateLiteral':
      return argument.quasis.map(({ value }, index) => (index === 0 ? '' : '${}') + (value.cooked ?? value.raw)).join('')
    // `describe(Cart, ...)` is named as the class is.
    case 'Identifier': return argument.name
    case 'MemberExpression': return argument.computed ? null : text.slice(argument.property.start, argument.property.end) === 'name' && argument.object.type === 'Identifier' ? argument.object.name : null
    default: return null
  }
}

/** `const check = test.extend({ ... })` declares tests as `test` does. */
function nameExtended({ id, init }: VariableDeclarator, kinds: Map<string, SourceTestKind>): void {
  if (id.type !== 'Identifier' || init === null) return
  const made = bare(init)
  if (made.type !== 'CallExpression' || made.callee.type !== 'MemberExpression' || made.callee.computed) return
  const { property, object } = made.callee
  if (property.type !== 'Identifier' || property.name !== 'extend' || object.type !== 'Identifier') return
  const kind = kinds.get(object.name)
  if (kind !== undefined) kinds.set(id.name, kind)
}
