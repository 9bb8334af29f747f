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
