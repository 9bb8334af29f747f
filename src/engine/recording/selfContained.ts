import { parseSync } from 'oxc-parser'
import { expressionNames } from '../../core/source/expressionNames.ts'
import { tooDeepAt } from '../../core/source/parseSource.ts'

const known = new Map<string, boolean>()

/** Names that the language itself binds, wherever a function stands. */
const languageNames = new Set(Object.getOwnPropertyNames(globalThis).filter((name) => name !== 'arguments'))

/** Whether the text of a function uses nothing but its parameters, what it binds itself and the language's own names. */
export function needsNothing(text: string): boolean {
  const answer = known.get(text)
  if (answer !== undefined) return answer
  const needs = tooDeepAt(text) === null && check(text)
  known.set(text, needs)
  return needs
}

function check(text: string): boolean {
  const { program, errors } = parseSync('function.js', `(${text})`, { lang: 'jsx', sourceType: 'script' })
  const [statement] = program.body
  if (errors.length > 0 || program.body.length !== 1 || statement?.type !== 'ExpressionStatement') return false
  // `this`, `super` and `new.target` of an arrow function are those around it.
  if (/\b(?:this|super|import|arguments)\b|new\.target/.test(text) && !/^(?:async\s*)?function\b/.test(text)) return false
  if (/\b(?:super|import)\b/.test(text)) return false
  const { free, privateNames } = expressionNames(statement.expression)
  return privateNames.length === 0 && free.every(({ name }) => languageNames.has(name) || name === 'arguments')
}
