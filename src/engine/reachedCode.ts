import type { Node } from 'oxc-parser'
import { discoverFunctions } from '../core/source/discoverFunctions.ts'
import { parseSource } from '../core/source/parseSource.ts'
import { sourceLanguage } from '../core/source/sourceLanguage.ts'
import { statementNames, walkCode } from './bundle/syntaxWalk.ts'

/** What of its own module a function may run. */
export interface ReachedCode {
  /** Texts of top-level statements, the function's own among them, sorted: moving one changes little. Without line endings of one system. */
  readonly statements: readonly string[]
  /** The modules that these load. */
  readonly specifiers: readonly string[]
}

interface Statement {
  readonly text: string
  readonly declares: readonly string[]
  readonly mentions: ReadonlySet<string>
  /** It loads modules whoever asks: `import './polyfill'`. */
  readonly isBareImport: boolean
  /** `exports.total = ...`: it says what others get, and does nothing to what is here. */
  readonly isExport: boolean
  readonly start: number
  readonly end: number
}

const loads = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"`])([^'"`\n$]+)\1/gu

/**
 * Reads off a text what a function of it may run: the statement that it stands in, those that declare a name which these mention, and those at the
 * top level that do something with such a name. By names alone, so rather too much than too little. Null where the text has no such function.
 */
export function reachedCode(text: string, fileName: string, functionName: string): ReachedCode | null {
  const fn = discoverFunctions(text, fileName).functions.find(({ name }) => name === functionName)
  const all = statementsOf(text, fileName)
  const own = fn === undefined ? undefined : all.find(({ start, end }) => start <= fn.range.start && end >= fn.range.end)
  if (own === undefined) return null
  const reached = new Set([own, ...all.filter((each) => each.isBareImport)])
  const names = new Set<string>(own.declares)
  for (const statement of reached) {
    for (const name of statement.mentions) names.add(name)
    for (const each of all) if (!reached.has(each) && concerns(each, names)) reached.add(each)
  }
  const statements = all.filter((each) => reached.has(each))
  return {
    statements: statements.map((each) => each.text.replaceAll('\r', '')).toSorted(),
    specifiers: [...new Set(statements.flatMap((each) => [...each.text.matchAll(loads)].map(([, , specifier = '']) => specifier)))],
  }
}

function concerns({ declares, mentions, isExport }: Statement, names: ReadonlySet<string>): boolean {
  if (declares.length > 0) return declares.some((name) => names.has(name))
  if (isExport) return names.has('exports')
  return [...mentions].some((name) => names.has(name))
}

function statementsOf(text: string, fileName: string): readonly Statement[] {
  const language = sourceLanguage(fileName)
  const body: readonly Node[] = language === null ? [] : parseSource(text, fileName, language).program?.body ?? []
  return body.flatMap((node) => {
    // Re-exports and types do not run.
    if (node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.declaration === null)) return []
    const { start, end } = node
    const code = text.slice(start, end)
    const plain = { mentions: new Set<string>(), isBareImport: false, isExport: false, start, end }
    if (node.type === 'ImportDeclaration') {
      if (node.specifiers.length === 0) return [{ ...plain, text: code, declares: [], isBareImport: true }]
      // One each: what else comes from there makes no difference.
      return node.specifiers.map((each) => ({ ...plain, text: `${each.type} ${text.slice(each.start, each.end)} from ${node.source.raw ?? ''}`, declares: [each.local.name] }))
    }
    walkCode(node, (each) => {
      if (each.type === 'Identifier' || each.type === 'JSXIdentifier') plain.mentions.add(each.name)
    })
    return [{ ...plain, text: code, declares: statementNames(node), isExport: /^(?:module\s*\.\s*)?exports\b/u.test(code) }]
  })
}
