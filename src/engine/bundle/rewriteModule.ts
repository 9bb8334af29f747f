import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseSync } from 'oxc-parser'
import type { Node } from 'oxc-parser'
import { isLiteralSpecifier, specifierPattern, specifierSegments } from './computedSpecifier.ts'
import type { SpecifierSegments } from './computedSpecifier.ts'
import { moduleFormat } from './moduleFormat.ts'
import type { PackageType } from './moduleFormat.ts'
import { declaredNames, isReference, statementNames, walkCode } from './syntaxWalk.ts'
import type { Place } from './syntaxWalk.ts'
import { applyKeepingLines } from './textEdits.ts'
import type { TextEdit } from './textEdits.ts'
import { workerReference } from './workerReference.ts'

/** The module that is rewritten, and what only the file system knows. */
export interface RewriteInput {
  /** Real path of the original file. */
  readonly file: string
  readonly packageType: PackageType
  /** The modules, absolute, that a computed specifier can mean. */
  readonly modulesOf: (segments: SpecifierSegments) => readonly string[]
  /** The file URL of the bundle made for a worker's file, by its specifier (null: this very file); null where it is not ours. */
  readonly workerUrl: (specifier: string | null) => string | null
}

const plainString = String.raw`\s*(?:'[^'\n]*'|"[^"\n]*"|\`[^\`$\n]*\`)\s*`
const telltales = [
  /\bimport\s*\.\s*meta\b/,
  /\b__(?:dirname|filename)\b/,
  new RegExp(String.raw`\brequire\b(?!\s*\(${plainString}\))`),
  new RegExp(String.raw`\bimport\s*\((?!${plainString}[,)])`),
]

/**
 * Could `rewriteModule` have something to do? Cheap, since every module is asked: a `require` or `import()` of a plain
 * string, the most frequent by far, is left to esbuild.
 */
export function needsRewriting(text: string): boolean {
  return telltales.some((telltale) => telltale.test(text))
}

/**
 * The module's text with everything that says where it stands fixed to the original file: `import.meta`, `__dirname`,
 * `__filename`, `require` as a value, computed `require()` and `import()`, and workers made from a URL. What the
 * replacements call is in `bundlePrelude.ts`. Lines keep their numbers. A text that does not parse comes back as it
 * is: esbuild says what is wrong with it.
 */
export function rewriteModule(text: string, input: RewriteInput): string {
  const { program, module, errors } = parseSync(input.file, text)
  if (errors.length > 0) return text
  const file = JSON.stringify(input.file)
  const edits: TextEdit[] = []
  const replace = (node: { readonly start: number; readonly end: number }, replacement: string) => edits.push({ start: node.start, end: node.end, text: replacement })
  const declared = new Set<string>()
  const used = new Set<string>()
  const requires: { readonly node: Node; readonly place: Place }[] = []

  walkCode(program, (node, place) => {
    for (const name of declaredNames(node)) declared.add(name)
    if (node.type === 'NewExpression') {
      const reference = workerReference(node)
      const url = reference && input.workerUrl(reference.specifier)
      if (reference && url) {
        replace(reference.node, `new URL(${JSON.stringify(url)})`)
        return false
      }
    }
    if (node.type === 'MemberExpression' && isImportMeta(node.object) && !node.computed) {
      const fixed = metaProperty(node.property.type === 'Identifier' ? node.property.name : '', input.file)
      if (fixed !== null && !isWritten(place)) {
        replace(node, JSON.stringify(fixed))
        return false
      }
    }
    if (isImportMeta(node)) {
      replace(node, `__heatlineMeta(${file})`)
      return false
    }
    if (node.type === 'ImportExpression' && !isLiteralSpecifier(node.source)) {
      edits.push({ start: node.start, end: node.start + 'import'.length, text: `__heatlineImport(${[file, ...table(node.source, input, 'import')].join(', ')})` })
    }
    if (node.type === 'Identifier' && isReference(place)) {
      used.add(node.name)
      if (node.name === 'require') requires.push({ node, place })
    }
    return true
  })

  const isEsModule = moduleFormat(input.file, input.packageType, () => module.hasModuleSyntax) === 'esm'
  if (!declared.has('require')) {
    for (const { node, place } of requires) {
      const argument = place.parent?.type === 'CallExpression' && place.key === 'callee' ? place.parent.arguments[0] : undefined
      if (argument && isLiteralSpecifier(argument)) continue
      // An ES module has no `require`, and the bundle has one.
      const replacement = isTypeof(place) && isEsModule
        ? '__heatlineNone'
        : `__heatlineRequire(${[file, ...(argument ? table(argument, input, 'require') : [])].join(', ')})`
      replace(node, place.parent?.type === 'Property' && place.parent.shorthand ? `require: ${replacement}` : replacement)
    }
  }

  const prelude = fixedVariables(program, used, input.file, module.hasModuleSyntax && !isEsModule)
  const first = program.body.find((statement) => !('directive' in statement && statement.directive))
  if (prelude && first) edits.push({ start: first.start, end: first.start, text: prelude })
  return edits.length > 0 ? applyKeepingLines(text, edits) : text
}

/**
 * `var __dirname = ...`: a declaration leaves parameters and inner variables of that name alone, a replacement would not.
 * @param isCompiled The module is written as an ES module and runs as CommonJS: `module` would be the bundle's, or none.
 */
function fixedVariables(program: { readonly body: readonly Node[] }, used: ReadonlySet<string>, file: string, isCompiled: boolean): string | null {
  const values = new Map<string, unknown>([['__dirname', path.dirname(file)], ['__filename', file]])
  if (isCompiled) values.set('module', { exports: {}, id: file, filename: file, children: [] })
  const own = new Set(program.body.flatMap(statementNames))
  const needed = [...values].filter(([name]) => used.has(name) && !own.has(name))
  return needed.length > 0 ? `var ${needed.map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join(', ')}; ` : null
}

/** A table of the bundle's modules that a computed specifier can mean, by absolute path, as a further argument. */
function table(specifier: Node, input: RewriteInput, how: 'import' | 'require'): readonly string[] {
  const segments = specifierSegments(specifierPattern(specifier))
  const modules = segments ? input.modulesOf(segments) : []
  if (modules.length === 0) return []
  const rows = modules.map((module) => {
    const relative = path.relative(path.dirname(input.file), module).replaceAll(path.sep, '/')
    return `${JSON.stringify(module)}: () => ${how}(${JSON.stringify(relative.startsWith('../') ? relative : `./${relative}`)})`
  })
  return [`{ __proto__: null, ${rows.join(', ')} }`]
}

function metaProperty(name: string, file: string): string | null {
  switch (name) {
    case 'url':
      return pathToFileURL(file).href
    case 'filename':
      return file
    case 'dirname':
      return path.dirname(file)
    default:
      return null
  }
}

function isImportMeta(node: Node): boolean {
  return node.type === 'MetaProperty' && node.meta.name === 'import'
}

function isTypeof(place: Place): boolean {
  return place.parent?.type === 'UnaryExpression' && place.parent.operator === 'typeof'
}

function isWritten(place: Place): boolean {
  return (place.parent?.type === 'AssignmentExpression' && place.key === 'left') || place.parent?.type === 'UpdateExpression'
}
