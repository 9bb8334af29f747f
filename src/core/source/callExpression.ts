import { parseSync } from 'oxc-parser'
import type { Argument, Expression, Node, ParseResult } from 'oxc-parser'
import { expressionNames } from './expressionNames.ts'
import type { ExpressionNames } from './expressionNames.ts'
import type { Extent } from './functionBinding.ts'
import { LineIndex } from './lineIndex.ts'
import { sourceLanguage } from './sourceLanguage.ts'
import { bare, memberChain, memberText } from './syntaxNode.ts'

/** A value that the outermost call is given. */
export interface Operand extends Extent {
  readonly isSpread: boolean
}

/** The call that an expression comes down to: whatever else stands in it only makes this call's receiver and arguments. */
export interface OutermostCall extends Extent {
  readonly form: 'call' | 'new' | 'template' | 'get' | 'set'
  /** What is called, read or assigned to. */
  readonly callee: Extent
  /** The callee as a chain of names, as `memberChain` spells it; null where it is none. */
  readonly calleeChain: string | null
  /** What stands before the member that is called; null for a plain name. */
  readonly receiver: Extent | null
  /** The member as written behind its receiver: `.total`, `['a b']`; null for a plain name. */
  readonly member: string | null
  readonly isOptional: boolean
  /** Arguments, a template's values, or the assigned value. */
  readonly operands: readonly Operand[]
}

/** A user's call expression, taken apart. Offsets count in `text`. */
export interface CallExpression {
  /** As the user wrote it. */
  readonly text: string
  /** The expression alone: no semicolon, no comments around it. */
  readonly expression: Extent
  readonly names: ExpressionNames
  /** Null where the expression is something else than a call, a read or an assignment at its outside. */
  readonly outermost: OutermostCall | null
}

/** What is wrong with a call expression, a sentence for people. */
export interface CallProblem {
  readonly problem: string
}

/** Stands for `default` while parsing: it is no name, but how the anonymous default export is called. Of the same length. */
const defaultPlaceholder = '$efault'

/** Parses a call expression in the language of the file that it is for. */
export function parseCallExpression(text: string, fileName: string): CallExpression | CallProblem {
  if (text.trim() === '') return { problem: 'The call is empty. Write one, like `total(orders, 0.2)`.' }
  const lang = sourceLanguage(fileName)?.lang ?? 'ts'
  const parse = (source: string) => parseSync('call', source, { lang: lang === 'dts' ? 'ts' : lang, sourceType: 'module', preserveParens: true })
  let result = parse(text)
  if (result.errors.length > 0 && /\bdefault\b/.test(text)) {
    result = parse(text.replace(/(?<![.\w$#])default(?![\w$])/g, defaultPlaceholder))
  }
  const [error] = result.errors
  if (error !== undefined) return { problem: `The call does not parse: ${error.message}${placeIn(text, error.labels[0]?.start ?? 0)}.` }
  return takeApart(result, text)
}

function takeApart(result: ParseResult, text: string): CallExpression | CallProblem {
  const statements = result.program.body.filter(({ type }) => type !== 'EmptyStatement')
  const [first, second] = statements
  if (first === undefined) return { problem: 'The call is empty. Write one, like `total(orders, 0.2)`.' }
  if (first.type !== 'ExpressionStatement') {
    return { problem: `The call must be one expression, like \`total(orders, 0.2)\`, but is a statement${placeIn(text, first.start)}.` }
  }
  if (second !== undefined) {
    return { problem: `The call must be one expression, like \`total(orders, 0.2)\`, but another one follows${placeIn(text, second.start)}.` }
  }
  const { expression } = first
  const names = expressionNames(expression)
  return {
    text,
    expression: { start: expression.start, end: expression.end },
    names: { ...names, free: names.free.map((use) => use.name === defaultPlaceholder ? { ...use, name: 'default' } : use) },
    outermost: outermostCall(expression, text),
  }
}

/** ` (column 7)`, counted as people do. */
function placeIn(text: string, offset: number): string {
  const lines = new LineIndex(text)
  const line = lines.lineAt(offset)
  const column = `column ${offset - lines.startOf(line) + 1}`
  return lines.lineCount === 1 ? ` (${column})` : ` (line ${line + 1}, ${column})`
}

function outermostCall(expression: Expression, text: string): OutermostCall | null {
  const node = unawaited(expression)
  switch (node.type) {
    case 'CallExpression':
      return { form: 'call', start: node.start, end: node.end, ...calleeOf(node.callee, text), operands: node.arguments.map(operand) }
    case 'NewExpression':
      return { form: 'new', start: node.start, end: node.end, ...calleeOf(node.callee, text), operands: node.arguments.map(operand) }
    case 'TaggedTemplateExpression':
      return { form: 'template', start: node.start, end: node.end, ...calleeOf(node.tag, text), operands: node.quasi.expressions.map(operand) }
    case 'MemberExpression':
      return { form: 'get', start: node.start, end: node.end, ...calleeOf(node, text), operands: [] }
    case 'AssignmentExpression':
      if (node.operator !== '=' || node.left.type !== 'MemberExpression') return null
      return { form: 'set', start: node.start, end: node.end, ...calleeOf(node.left, text), operands: [operand(node.right)] }
    default:
      return null
  }
}

/** The expression without what is around a call but does no work of its own: `await`, parentheses, type assertions. */
function unawaited(expression: Expression): Expression {
  let node = bare(expression)
  while (node.type === 'AwaitExpression' || node.type === 'ChainExpression') {
    node = bare(node.type === 'AwaitExpression' ? node.argument : node.expression)
  }
  return node
}

function calleeOf(callee: Expression, text: string): Pick<OutermostCall, 'callee' | 'calleeChain' | 'receiver' | 'member' | 'isOptional'> {
  const node = bare(callee)
  const place = { start: callee.start, end: callee.end }
  const [root, ...members] = memberChain(node, text) ?? [null]
  const calleeChain = root === null ? null : [root === defaultPlaceholder ? 'default' : root, ...members].join('')
  if (node.type !== 'MemberExpression') return { callee: place, calleeChain, receiver: null, member: null, isOptional: false }
  return {
    callee: place,
    calleeChain,
    receiver: { start: node.object.start, end: node.object.end },
    member: memberText(node.property, node.computed, text),
    isOptional: node.optional,
  }
}

function operand(node: Argument | Node): Operand {
  if (node.type === 'SpreadElement') return { start: node.argument.start, end: node.argument.end, isSpread: true }
  return { start: node.start, end: node.end, isSpread: false }
}
