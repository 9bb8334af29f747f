import type { Statement } from 'oxc-parser'
import { parseSource } from './parseSource.ts'
import { sourceLanguage } from './sourceLanguage.ts'

/** By the names that a module binds, the names under which it exports them; the first where it does so twice. */
export function exportedNames(text: string, fileName: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const language = sourceLanguage(fileName)
  const program = language === null || language.lang === 'dts' ? null : parseSource(text, fileName, language).program
  const add = (local: string, exported: string): void => {
    if (!names.has(local)) names.set(local, exported)
  }
  for (const statement of program?.body ?? []) {
    if (statement.type === 'ExportNamedDeclaration' && statement.source === null) {
      for (const name of statement.declaration === null ? [] : declaredNames(statement.declaration)) add(name, name)
      for (const { local, exported } of statement.specifiers) if (local.type === 'Identifier') add(local.name, exported.type === 'Literal' ? exported.value : exported.name)
    } else if (statement.type === 'ExportDefaultDeclaration') {
      const { declaration } = statement
      if (declaration.type === 'Identifier') add(declaration.name, 'default')
      else if ((declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') && declaration.id !== null) add(declaration.id.name, 'default')
    } else if (statement.type === 'ExpressionStatement') {
      for (const [local, exported] of commonjsExports(text.slice(statement.start, statement.end))) add(local, exported)
    }
  }
  return names
}

function declaredNames(declaration: Statement): readonly string[] {
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
  return (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') && declaration.id !== null ? [declaration.id.name] : []
}

/** `exports.Cart = Cart`, `module.exports = Cart`, `module.exports = { Cart, sum: add }`. */
function commonjsExports(statement: string): readonly (readonly [string, string])[] {
  const [, exported = '', value = ''] = /^(?:module\.)?exports(?:\.([\w$]+))?\s*=\s*([^]*?);?$/.exec(statement) ?? []
  if (/^[\w$]+$/.test(value)) return [[value, exported === '' ? 'default' : exported]]
  if (exported !== '' || !value.startsWith('{')) return []
  return [...value.matchAll(/(?<=[{,]\s*)([\w$]+)(?:\s*:\s*([\w$]+))?(?=\s*[,}])/g)].map(([, name = '', local]) => [local ?? name, name] as const)
}
