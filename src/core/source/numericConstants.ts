import type { Comment, Expression, Node, VariableDeclarator } from 'oxc-parser'
import type { Extent } from './functionBinding.ts'
import { LineIndex } from './lineIndex.ts'
import { parseSource } from './parseSource.ts'
import { sourceLanguage } from './sourceLanguage.ts'
import { bare, forEachChild } from './syntaxNode.ts'

/** A constant whose value is a number that stands in the text; its extent is the value's. */
export interface NumericConstant extends Extent {
  readonly name: string
  readonly value: number
  /** 0-based, of its name. */
  readonly line: number
  /** What follows `@tune` in a comment on its line or right above it; null where there is none. */
  readonly mark: string | null
}

/** What of a text can be tuned. */
export interface NumericConstants {
  /** In the order of the text. */
  readonly constants: readonly NumericConstant[]
  /** Of constants that are no numbers. */
  readonly otherNames: readonly string[]
  /** 0-based lines of `@tune` comments that stand beside no numeric constant. */
  readonly strayMarks: readonly number[]
}

type Unmarked = Omit<NumericConstant, 'mark'>

const operators: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '**': (left, right) => left ** right,
  '<<': (left, right) => left << right,
}

/** Finds the constants of a text that are numbers, `64 * 1024` among them; null where it does not parse. */
export function numericConstants(text: string, fileName: string): NumericConstants | null {
  const language = sourceLanguage(fileName)
  const parsed = language === null ? null : parseSource(text, fileName, language)
  if (parsed === null || parsed.program === null || parsed.problems.length > 0) return null
  const lines = new LineIndex(text)
  const found: Unmarked[] = []
  const otherNames: string[] = []
  for (const { id, init } of declarators(parsed.program)) {
    if (id.type !== 'Identifier' || init === null) continue
    const value = numberOf(init)
    if (value === null || !Number.isFinite(value)) otherNames.push(id.name)
    else found.push({ name: id.name, value, start: bare(init).start, end: bare(init).end, line: lines.lineAt(id.start) })
  }
  found.sort((a, b) => a.start - b.start)
  const marks = text.includes('@tune') ? marksIn(parsed.comments(), text, lines) : []
  const attached = new Map<Unmarked, string>()
  const strayMarks: number[] = []
  for (const mark of marks) {
    const constant = constantAt(mark, found)
    if (constant === undefined) strayMarks.push(mark.line)
    else attached.set(constant, mark.text)
  }
  return { constants: found.map((constant) => ({ ...constant, mark: attached.get(constant) ?? null })), otherNames, strayMarks }
}

function declarators(program: Node): readonly VariableDeclarator[] {
  const found: VariableDeclarator[] = []
  const waiting: Node[] = [program]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'VariableDeclaration' && node.kind === 'const') found.push(...node.declarations)
    forEachChild(node, (child) => waiting.push(child))
  }
  return found
}

function numberOf(node: Expression): number | null {
  const expression = bare(node)
  if (expression.type === 'Literal') return typeof expression.value === 'number' ? expression.value : null
  if (expression.type === 'UnaryExpression' && expression.operator === '-') {
    const value = numberOf(expression.argument)
    return value === null ? null : -value
  }
  if (expression.type !== 'BinaryExpression' || expression.left.type === 'PrivateIdentifier') return null
  const left = numberOf(expression.left)
  const right = numberOf(expression.right)
  return left === null || right === null ? null : operators[expression.operator]?.(left, right) ?? null
}

/** A `@tune` comment. */
interface Mark {
  readonly text: string
  /** Of the comment's beginning, and of the tag. */
  readonly offset: number
  readonly line: number
  /** Of the code that follows, other comments left out. */
  readonly lineBelow: number
}

function marksIn(comments: readonly Comment[], text: string, lines: LineIndex): readonly Mark[] {
  return comments.flatMap((comment, index) => {
    const tag = /(?:^|[\s*])@tune(?![\w-])([^\r\n]*)/u.exec(comment.value)
    if (tag === null) return []
    let below = skipSpace(text, comment.end)
    for (const next of comments.slice(index + 1)) {
      if (next.start !== below) break
      below = skipSpace(text, next.end)
    }
    return [{ text: (tag[1] ?? '').replace(/\*+$/u, '').trim(), offset: comment.start, line: lines.lineAt(comment.start + 2 + tag.index), lineBelow: lines.lineAt(below) }]
  })
}

/** The last one before a comment on its line, else the first after it there, else the first on the line below. */
function constantAt({ offset, line, lineBelow }: Mark, constants: readonly Unmarked[]): Unmarked | undefined {
  const beside = constants.filter((each) => each.line === line)
  return beside.findLast(({ start }) => start < offset) ?? beside[0] ?? constants.find((each) => each.line === lineBelow)
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (/\s/u.test(text.charAt(at))) at++
  return at
}
