import { parseSync } from 'oxc-parser'
import { tooDeepAt } from './parseSource.ts'
import { sourceLanguage } from './sourceLanguage.ts'

/** Calls whose literal argument names a module: CommonJS's, and those by which tests ask for the real one. */
const requireCall = /\b(?:require|requireActual|importActual)\s*(?:<[^>()]*>)?\(\s*(['"])([^'"\n]+)\1/g

/**
 * The specifiers of the modules that a text loads: imports and re-exports that are more than types, `import()` and `require` of a
 * literal, each once. Empty for a text of another language.
 */
export function moduleRequests(text: string, fileName: string): readonly string[] {
  const language = sourceLanguage(fileName)
  if (language === null || language.lang === 'dts') return []
  const found = new Set<string>()
  for (const [, , specifier = ''] of text.matchAll(requireCall)) found.add(specifier)
  if (!/\b(?:import|export)\b/.test(text) || tooDeepAt(text) !== null) return [...found]
  const { module } = parseSync(fileName, text, { lang: language.lang })
  for (const { moduleRequest, entries } of module.staticImports) {
    if (entries.length === 0 || entries.some(({ isType }) => !isType)) found.add(moduleRequest.value)
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) if (moduleRequest !== null && moduleRequest !== undefined && !isType) found.add(moduleRequest.value)
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^(['"`])([^'"`\n$]+)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[2]
    if (literal !== undefined) found.add(literal)
  }
  return [...found]
}
