import type { ExportNamedDeclaration, ImportDeclaration, ModuleExportName, Node } from 'oxc-parser'
import { parseSource } from '../core/source/parseSource.ts'
import { sourceLanguage } from '../core/source/sourceLanguage.ts'
import { statementNames, walkCode } from './bundle/syntaxWalk.ts'

/** What a module takes from another one. */
export interface ModuleRequest {
  readonly specifier: string
  /** What that one exports it as; null for all of it. */
  readonly names: readonly string[] | null
}

/** A statement at a module's top level, or one binding of an import. */
export interface Statement {
  readonly text: string
  /** What it declares or exports. */
  readonly declares: readonly string[]
  /** Names by whose mention it is reached: those, or, where it declares nothing, all that it does something with. */
  readonly answersTo: readonly string[]
  readonly mentions: ReadonlySet<string>
  readonly requests: readonly ModuleRequest[]
  /** It loads a module whoever asks: `import './polyfill'`. */
  readonly isBareImport: boolean
  readonly start: number
  readonly end: number
}

/** A module by its statements. */
export interface ModuleStatements {
  /** Re-exports and types are none: they do not run. */
  readonly statements: readonly Statement[]
  /** By what an ES module exports it as: the name that it has inside, or where it comes from. */
  readonly exported: ReadonlyMap<string, string | ModuleRequest>
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[]
  readonly isEsModule: boolean
}

/** Calls by which code within a statement loads modules. */
const loads = /\b(?:import|require)\s*\(\s*(['"`])([^'"`\n$]+)\1/gu

/** Takes a text apart; one that does not parse has no statements. */
export function moduleStatements(text: string, fileName: string): ModuleStatements {
  const language = sourceLanguage(fileName)
  const body: readonly Node[] = language === null ? [] : parseSource(text, fileName, language).program?.body ?? []
  const exported = new Map<string, string | ModuleRequest>()
  const stars: string[] = []
  const statements: Statement[] = []
  for (const node of body) {
    if (node.type === 'ImportDeclaration') statements.push(...importStatements(node, text))
    else if (node.type === 'ExportAllDeclaration') {
      if (node.exported === null) stars.push(node.source.value)
      else exported.set(exportName(node.exported), { specifier: node.source.value, names: null })
    } else if (node.type === 'ExportNamedDeclaration' && node.declaration === null) {
      for (const [name, source] of reExports(node)) exported.set(name, source)
    } else {
      const statement = plainStatement(node, text)
      statements.push(statement)
      if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration') for (const name of statement.declares) exported.set(name, name)
    }
  }
  return { statements, exported, stars, isEsModule: body.some(({ type }) => type === 'ImportDeclaration' || type.startsWith('Export')) }
}

/** One for each binding: what else comes from there makes no difference. */
function importStatements({ specifiers, source, start, end }: ImportDeclaration, text: string): readonly Statement[] {
  const plain = { mentions: new Set<string>(), isBareImport: specifiers.length === 0, start, end }
  if (plain.isBareImport) return [{ ...plain, text: text.slice(start, end), declares: [], answersTo: [], requests: [{ specifier: source.value, names: null }] }]
  return specifiers.map((each) => {
    const declares = [each.local.name]
    const names = each.type === 'ImportNamespaceSpecifier' ? null : [each.type === 'ImportSpecifier' ? exportName(each.imported) : 'default']
    return { ...plain, text: `${each.local.name} is ${names?.join('') ?? '*'} of ${source.value}`, declares, answersTo: declares, requests: [{ specifier: source.value, names }] }
  })
}

function reExports({ specifiers, source }: ExportNamedDeclaration): readonly (readonly [string, string | ModuleRequest])[] {
  return specifiers.map((each) => {
    const local = exportName(each.local)
    return [exportName(each.exported), source === null ? local : { specifier: source.value, names: [local] }] as const
  })
}

function plainStatement(node: Node, text: string): Statement {
  const { start, end } = node
  const code = text.slice(start, end)
  const mentions = new Set<string>()
  const assigned = node.type === 'ExpressionStatement' && node.expression.type === 'AssignmentExpression' ? node.expression : null
  const exported = assigned === null ? null : commonExportName(assigned.left)
  walkCode(exported === null || assigned === null ? node : assigned.right, (each) => {
    const name = commonExportName(each)
    if (name !== null) mentions.add(name)
    else if (each.type === 'Identifier' || each.type === 'JSXIdentifier') mentions.add(each.name)
    return name === null
  })
  const plain = { text: code, mentions, requests: [...code.matchAll(loads)].map(([, , specifier = '']) => ({ specifier, names: null })), isBareImport: false, start, end }
  // What is exported is told to others, and does nothing to what is here.
  if (exported !== null) return { ...plain, declares: [exported], answersTo: [exported, 'exports'] }
  const declares = namesOf(node)
  return { ...plain, declares, answersTo: declares.length > 0 ? declares : [...mentions] }
}

function namesOf(statement: Node): readonly string[] {
  switch (statement.type) {
    case 'ExportDefaultDeclaration': return [...namesOf(statement.declaration), 'default']
    case 'ExportNamedDeclaration': return statement.declaration === null ? [] : namesOf(statement.declaration)
    case 'TSModuleDeclaration': return statement.id.type === 'Identifier' ? [statement.id.name] : []
    default: return statementNames(statement)
  }
}

function exportName(name: ModuleExportName): string {
  return name.type === 'Literal' ? name.value : name.name
}

/** `exports.total` for that and `module.exports.total` of CommonJS, `exports` for all of it; null for anything else. */
function commonExportName(node: Node): string | null {
  if (node.type === 'Identifier') return node.name === 'exports' ? 'exports' : null
  if (node.type !== 'MemberExpression' || node.computed) return null
  const { object, property } = node
  if (object.type === 'Identifier' && object.name === 'module' && property.name === 'exports') return 'exports'
  return commonExportName(object) === 'exports' ? `exports.${property.name}` : null
}
