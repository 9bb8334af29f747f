import type { Comment, Expression, Node } from 'oxc-parser'
import type { Extent } from './functionBinding.ts'
import { LineIndex } from './lineIndex.ts'
import { parseSource } from './parseSource.ts'
import { sourceLanguage } from './sourceLanguage.ts'
import { bare, forEachChild } from './syntaxNode.ts'

/**
 * A constant whose value is a number that stands in the text; its extent is the value's. Members of classes, objects, enums and exports and defaults
 * of parameters are such where they are marked.
 */
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

interface Unmarked extends Omit<NumericConstant, 'mark'> {
  /** 0-based, of the value's beginning. */
  readonly valueLine: number
  readonly isConst: boolean
}

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
  for (const { name, offset, init, isConst } of namedValues(parsed.program)) {
    const value = numberOf(init)
    if (value !== null && Number.isFinite(value)) found.push({ name, value, start: bare(init).start, end: bare(init).end, line: lines.lineAt(offset), valueLine: lines.lineAt(bare(init).start), isConst })
    else if (isConst) otherNames.push(name)
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
  return {
    constants: found.filter((each) => each.isConst || attached.has(each)).map((each) => ({ name: each.name, value: each.value, start: each.start, end: each.end, line: each.line, mark: attached.get(each) ?? null })),
    otherNames,
    strayMarks,
  }
}

/** What has a name and a value from the beginning. */
interface NamedValue {
  readonly name: string
  /** Of the name. */
  readonly offset: number
  readonly init: Expression
  readonly isConst: boolean
}

function namedValues(program: Node): readonly NamedValue[] {
  const found: NamedValue[] = []
  const waiting: Node[] = [program]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(...namedBy(node))
    forEachChild(node, (child) => waiting.push(child))
  }
  return found
}

function namedBy(node: Node): readonly NamedValue[] {
  switch (node.type) {
    case 'VariableDeclaration': return node.kind === 'const' ? node.declarations.flatMap(({ id, init }) => named(id, init, true)) : []
    case 'PropertyDefinition': return node.computed ? [] : named(node.key, node.value, false)
    case 'Property': return node.computed ? [] : named(node.key, node.value, false)
    case 'AssignmentPattern': return named(node.left, node.right, false)
    case 'AssignmentExpression': return node.operator === '=' && node.left.type === 'MemberExpression' && !node.left.computed ? named(node.left.property, node.right, false) : []
    case 'TSEnumMember': return named(node.id, node.initializer, false)
    default: return []
  }
}

function named(key: Node, value: Node | null, isConst: boolean): readonly NamedValue[] {
  const name = key.type === 'Identifier' || key.type === 'PrivateIdentifier' ? key.name : key.type === 'Literal' && typeof key.value === 'string' ? key.value : null
  return name === null || value === null || !isExpression(value) ? [] : [{ name, offset: key.start, init: value, isConst }]
}

/** Patterns of parameters and declarations stand where values do. */
function isExpression(node: Node): node is Expression {
  return !node.type.endsWith('Pattern')
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

/** What follows a range, for people: `1..64, in elements`. */
const remark = /(?<=\.\.\s*[\d_.e+-]*\d(?:\s+(?:step|powers\s+of)\s+[\d_.]+)?)\s*(?:[,;(]|\/\/|[-–—]\s).*$/iu

function marksIn(comments: readonly Comment[], text: string, lines: LineIndex): readonly Mark[] {
  return comments.flatMap((comment, index) => {
    const tag = /(?:^|[\s*])@tune(?![\w-]):?([^\r\n]*)/u.exec(comment.value)
    if (tag === null) return []
    let below = skipSpace(text, comment.end)
    for (const next of comments.slice(index + 1)) {
      if (next.start !== below) break
      below = skipSpace(text, next.end)
    }
    return [{ text: (tag[1] ?? '').replace(/\*+$/u, '').replace(remark, '').trim(), offset: comment.start, line: lines.lineAt(comment.start + 2 + tag.index), lineBelow: lines.lineAt(below) }]
  })
}

/** The last one before a comment on its line, else the first after it there, else the first on the line below. */
function constantAt({ offset, line, lineBelow }: Mark, constants: readonly Unmarked[]): Unmarked | undefined {
  const beside = constants.filter((each) => each.line === line || each.valueLine === line)
  return beside.findLast(({ start }) => start < offset) ?? beside[0] ?? constants.find((each) => each.line === lineBelow)
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (/\s/u.test(text.charAt(at))) at++
  return at
}
