import type { Node } from 'oxc-parser'
import { parseSource } from './parseSource.ts'
import type { SourceFunction } from './sourceFunction.ts'
import { sourceLanguage } from './sourceLanguage.ts'
import { forEachChild, isClass, isFunctionLike } from './syntaxNode.ts'

/** Whether a function looks at `arguments` of its own: functions within it have theirs. */
export function usesArguments(text: string, fileName: string, fn: SourceFunction): boolean {
  const body = text.slice(fn.bodyRange.start, fn.bodyRange.end)
  return body.includes('arguments') && /(?<![.\w$])arguments\b(?!\s*:)/u.test(ownText(text, fileName, fn))
}

/**
 * Whether a function that is no method of a class works on the object that it is called on: `res.send = function () { this.get() }`. It
 * can be called on anything.
 */
export function takesThis(text: string, fileName: string, fn: SourceFunction): boolean {
  const { reach, kind } = fn
  const isFree = reach.kind === 'default' || (reach.kind === 'binding' && reach.insideClass === undefined && reach.wrapper === undefined)
  if (!isFree || (kind !== 'function' && kind !== 'method') || isOfClass(text, fileName, fn)) return false
  return text.slice(fn.bodyRange.start, fn.bodyRange.end).includes('this') && /(?<![.\w$])this\b(?!\s*:)/u.test(ownText(text, fileName, fn))
}

/** Whether it is an arrow function, or a static member of a class. */
function isOfClass(text: string, fileName: string, fn: SourceFunction): boolean {
  const language = sourceLanguage(fileName)
  const program = language === null ? null : parseSource(text, fileName, language).program
  if (program === null) return true
  const { start, end } = fn.functionRange
  const waiting: Node[] = [program]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.start > start || node.end < end) continue
    if (node.type === 'ArrowFunctionExpression' && node.start === start && node.end === end) return true
    if ((node.type === 'MethodDefinition' || node.type === 'PropertyDefinition') && node.value !== null && node.value.start === start && node.value.end === end) return true
    forEachChild(node, (child) => waiting.push(child))
  }
  return false
}

/** A function's body without comments, texts, and what has a `this` and `arguments` of its own. */
function ownText(text: string, fileName: string, fn: SourceFunction): string {
  const language = sourceLanguage(fileName)
  const program = language === null ? null : parseSource(text, fileName, language).program
  const { start, end } = fn.bodyRange
  if (program === null) return ''
  const inner: { readonly start: number; readonly end: number }[] = []
  const waiting: Node[] = [program]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.end <= start || node.start >= end) continue
    const isOwner = isClass(node) || (isFunctionLike(node) && node.type !== 'ArrowFunctionExpression')
    if (isOwner && node.start >= start && node.end <= end) inner.push(node)
    else forEachChild(node, (child) => waiting.push(child))
  }
  let own = ''
  let at = start
  for (const each of inner.toSorted((a, b) => a.start - b.start)) {
    own += `${text.slice(at, each.start)} `
    at = each.end
  }
  return (own + text.slice(at, end)).replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/gmu, ' ')
}
