import path from 'node:path'
import { transform } from 'esbuild'
import { loaderOf } from './moduleFiles.ts'
import { applyKeepingLines } from './textEdits.ts'
import type { TextEdit } from './textEdits.ts'
import { definesClassFields } from './typescriptProjects.ts'
import type { TypescriptProject } from './typescriptProjects.ts'

/** The specifiers of the helpers that oxc-transform imports; `decoratorHelper` answers for them. */
export const decoratorHelperFilter = /^@oxc-project\/runtime\/helpers\//

/**
 * What the compiled decorators call: the behaviour of TypeScript's own `__decorate`, `__metadata` and `__param`
 * (https://www.typescriptlang.org/docs/handbook/decorators.html), under the names that oxc-transform imports.
 */
const helpers: Readonly<Record<string, string>> = {
  decorate: `export default function (decorators, target, key, descriptor) {
  const argumentCount = arguments.length
  let result = argumentCount < 3 ? target : descriptor === null ? Object.getOwnPropertyDescriptor(target, key) : descriptor
  for (const decorator of decorators.toReversed()) {
    if (!decorator) continue
    const replaced = argumentCount < 3 ? decorator(result) : argumentCount > 3 ? decorator(target, key, result) : decorator(target, key)
    result = replaced || result
  }
  if (argumentCount > 3 && result) Object.defineProperty(target, key, result)
  return result
}`,
  decorateMetadata: `export default function (key, value) {
  return typeof Reflect.metadata === 'function' ? Reflect.metadata(key, value) : undefined
}`,
  decorateParam: `export default function (index, decorator) {
  return (target, key) => { decorator(target, key, index) }
}`,
}

/** The text of a helper by its specifier; null for one that we do not have. */
export function decoratorHelper(specifier: string): string | null {
  return helpers[specifier.replace(decoratorHelperFilter, '')] ?? null
}

/** May a decorator stand in this text? JSDoc's tags follow a `*`, its links a brace without a space. */
export function hasDecorators(text: string): boolean {
  return /(?:^|[(;,})]|\{\s|\b(?:export|default))[ \t]*@[A-Za-z_$(]/m.test(text)
}

/**
 * Must another compiler see this file before esbuild? esbuild drops `emitDecoratorMetadata`, and does not know the
 * settings of a referenced project.
 */
export function needsDecoratorTransform(text: string, project: TypescriptProject | null): project is TypescriptProject {
  if (!project) return false
  const { experimentalDecorators, emitDecoratorMetadata, useDefineForClassFields, target } = project.options
  if (experimentalDecorators && (emitDecoratorMetadata === true || !project.knownToEsbuild) && hasDecorators(text)) return true
  // Where nothing is said of fields, esbuild takes them to be defined.
  return !project.knownToEsbuild && (useDefineForClassFields !== undefined || target !== undefined) && !definesClassFields(project.options) && /\bclass\b/.test(text)
}

/**
 * JavaScript with TypeScript's decorators and their metadata compiled, and its source map inline: esbuild
 * joins it with its own, so that positions still are those of `text`. Null where the text does not parse: esbuild says
 * what is wrong with it.
 */
export async function compileDecorators(file: string, text: string, project: TypescriptProject): Promise<string | null> {
  if (project.options.emitDecoratorMetadata !== true) return await compileAsTold(file, text, project)
  // Loaded here: most packages have no such file.
  const { transform: transformWithMetadata } = await import('oxc-transform')
  const definesFields = definesClassFields(project.options)
  const result = await transformWithMetadata(file, text, {
    sourcemap: true,
    jsx: 'preserve',
    target: 'esnext',
    decorator: {
      legacy: project.options.experimentalDecorators === true,
      emitDecoratorMetadata: true,
      strictNullChecks: project.options.strictNullChecks ?? project.options.strict ?? false,
    },
    typescript: { removeClassFieldsWithoutInitializer: !definesFields, onlyRemoveTypeImports: project.options.verbatimModuleSyntax === true },
    assumptions: { setPublicClassFields: !definesFields },
  })
  if (result.errors.some((error) => (error.severity as string) === 'Error') || !result.map) return null
  const map = Buffer.from(JSON.stringify(result.map)).toString('base64')
  return `${result.code}\n//# sourceMappingURL=data:application/json;base64,${map}`
}

/** What esbuild makes of a file whose tsconfig it finds: code that is the same in two versions must not come out as two. JSX is settled by the text's comments. */
async function compileAsTold(file: string, text: string, { options }: TypescriptProject): Promise<string | null> {
  const { experimentalDecorators, useDefineForClassFields, target, verbatimModuleSyntax, alwaysStrict, strict } = options
  const compilerOptions = { experimentalDecorators, useDefineForClassFields, target, verbatimModuleSyntax, alwaysStrict, strict }
  try {
    const { code } = await transform(text, {
      loader: loaderOf(file), sourcefile: path.basename(file), sourcemap: 'inline', sourcesContent: false, target: 'esnext', jsx: 'automatic', charset: 'utf8', legalComments: 'inline', logLevel: 'silent', tsconfigRaw: { compilerOptions },
    })
    return code
  } catch {
    return null
  }
}

/**
 * Marks imported names as types. With metadata the compiler keeps an import that only a decorated member's type names,
 * for it cannot know an interface from a class; once esbuild has said that nothing of that name is exported, we do.
 */
export function markTypeImports(text: string, names: ReadonlySet<string>): string {
  const edits: TextEdit[] = []
  for (const clause of text.matchAll(/\bimport\s+(?!type\b)([\w$]+\s*,?\s*)?(\{[^}]*\})?\s*from\b/g)) {
    const braces = clause[2]
    if (clause[1] && !braces && names.has('default')) {
      edits.push({ start: clause.index + 'import'.length, end: clause.index + 'import'.length, text: ' type' })
    }
    if (!braces) continue
    const bracesAt = clause.index + clause[0].indexOf(braces)
    for (const name of braces.matchAll(/(?<=[{,\s])[\w$]+/g)) {
      const before = braces.slice(0, name.index)
      if (names.has(name[0]) && !/\b(?:type|as)\s+$/.test(before)) edits.push({ start: bracesAt + name.index, end: bracesAt + name.index, text: 'type ' })
    }
  }
  return applyKeepingLines(text, edits)
}
