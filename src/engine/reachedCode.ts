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
  /** What it declares or exports. */
  readonly declares: readonly string[]
  /** Names by whose mention it is reached: those, or, where it declares nothing, all that it does something with. */
  readonly answersTo: readonly string[]
  readonly mentions: ReadonlySet<string>
  /** It loads modules whoever asks: `import './polyfill'`. */
  readonly isBareImport: boolean
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
  const byName = new Map<string, Statement[]>()
  for (const statement of all) for (const name of statement.answersTo) byName.set(name, [...byName.get(name) ?? [], statement])
  const reached = new Set([own, ...all.filter((each) => each.isBareImport)])
  const names = new Set<string>()
  for (const statement of reached) {
    for (const name of [...statement.mentions, ...statement.declares]) {
      if (names.has(name)) continue
      names.add(name)
      for (const each of byName.get(name) ?? []) reached.add(each)
    }
  }
  const statements = all.filter((each) => reached.has(each))
  return {
    statements: statements.map((each) => each.text.replaceAll('\r', '')).toSorted(),
    specifiers: [...new Set(statements.flatMap((each) => [...each.text.matchAll(loads)].map(([, , specifier = '']) => specifier)))],
  }
}

function statementsOf(text: string, fileName: string): readonly Statement[] {
  const language = sourceLanguage(fileName)
  const body: readonly Node[] = language === null ? [] : parseSource(text, fileName, language).program?.body ?? []
  return body.flatMap((node) => {
    // Re-exports and types do not run.
    if (node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.declaration === null)) return []
    const { start, end } = node
    const code = text.slice(start, end)
    const plain = { mentions: new Set<string>(), isBareImport: false, start, end }
    if (node.type === 'ImportDeclaration') {
      if (node.specifiers.length === 0) return [{ ...plain, text: code, declares: [], answersTo: [], isBareImport: true }]
      // One each: what else comes from there makes no difference.
      return node.specifiers.map((each) => {
        const declares = [each.local.name]
        return { ...plain, text: `${each.type} ${text.slice(each.start, each.end)} from ${node.source.raw ?? ''}`, declares, answersTo: declares }
      })
    }
    const assigned = node.type === 'ExpressionStatement' && node.expression.type === 'AssignmentExpression' ? node.expression : null
    const exported = assigned === null ? null : exportedName(assigned.left)
    walkCode(exported === null || assigned === null ? node : assigned.right, (each) => {
      const name = exportedName(each)
      if (name !== null) plain.mentions.add(name)
      else if (each.type === 'Identifier' || each.type === 'JSXIdentifier') plain.mentions.add(each.name)
      return name === null
    })
    // What is exported is told to others, and does nothing to what is here.
    if (exported !== null) return [{ ...plain, text: code, declares: [exported], answersTo: [exported, 'exports'] }]
    const declares = namesOf(node)
    return [{ ...plain, text: code, declares, answersTo: declares.length > 0 ? declares : [...plain.mentions] }]
  })
}

function namesOf(statement: Node): readonly string[] {
  switch (statement.type) {
    case 'ExportDefaultDeclaration': return namesOf(statement.declaration)
    case 'ExportNamedDeclaration': return statement.declaration === null ? [] : namesOf(statement.declaration)
    case 'TSModuleDeclaration': return statement.id.type === 'Identifier' ? [statement.id.name] : []
    default: return statementNames(statement)
  }
}

/** `exports.total` for that and `module.exports.total`, `exports` for all of it; null for anything else. */
function exportedName(node: Node): string | null {
  if (node.type === 'Identifier') return node.name === 'exports' ? 'exports' : null
  if (node.type !== 'MemberExpression' || node.computed) return null
  const { object, property } = node
  if (object.type === 'Identifier' && object.name === 'module' && property.name === 'exports') return 'exports'
  return exportedName(object) === 'exports' ? `exports.${property.name}` : null
}
